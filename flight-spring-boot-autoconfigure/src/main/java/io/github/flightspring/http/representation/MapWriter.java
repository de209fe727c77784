/*
 * Copyright 2026 the Flight Spring Boot authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.flightspring.http.representation;

import io.github.flightspring.arrow.read.Ranges;
import org.apache.arrow.vector.ValueVector;
import tools.jackson.core.JsonGenerator;

/**
 * Writes maps as arrays of key and value.
 */
final class MapWriter extends NestedWriter {

	private final Ranges ranges;

	private final ValueWriter keys;

	private final ValueWriter values;

	MapWriter(ValueVector vector, Ranges ranges, ValueWriter keys, ValueWriter values) {
		super(vector);
		this.ranges = ranges;
		this.keys = keys;
		this.values = values;
	}

	@Override
	void writeParts(JsonGenerator generator, int index) {
		int start = this.ranges.start(index);
		int end = start + this.ranges.length(index);
		generator.writeStartArray();
		for (int i = start; i < end; i++) {
			generator.writeStartObject();
			generator.writeName("key");
			this.keys.write(generator, i);
			generator.writeName("value");
			this.values.write(generator, i);
			generator.writeEndObject();
		}
		generator.writeEndArray();
	}

}
