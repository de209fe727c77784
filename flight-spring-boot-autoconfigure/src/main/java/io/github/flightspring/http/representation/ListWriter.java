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
 * Writes lists of any layout as arrays. Maps are written in the same way, as lists of
 * structs.
 */
final class ListWriter extends NestedWriter {

	private final Ranges ranges;

	private final ValueWriter elements;

	ListWriter(ValueVector vector, Ranges ranges, ValueWriter elements) {
		super(vector);
		this.ranges = ranges;
		this.elements = elements;
	}

	@Override
	void writeParts(JsonGenerator generator, int index) {
		int start = this.ranges.start(index);
		int end = start + this.ranges.length(index);
		generator.writeStartArray();
		for (int i = start; i < end; i++) {
			this.elements.write(generator, i);
		}
		generator.writeEndArray();
	}

}
