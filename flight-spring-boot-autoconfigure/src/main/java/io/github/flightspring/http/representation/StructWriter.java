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

import java.util.List;

import org.apache.arrow.vector.ValueVector;
import tools.jackson.core.JsonGenerator;

/**
 * Writes structs as objects.
 */
final class StructWriter extends NestedWriter {

	private final List<String> names;

	private final List<ValueWriter> children;

	StructWriter(ValueVector vector, List<String> names, List<ValueWriter> children) {
		super(vector);
		this.names = MemberNames.of(names);
		this.children = children;
	}

	@Override
	void writeParts(JsonGenerator generator, int index) {
		generator.writeStartObject();
		for (int i = 0; i < this.children.size(); i++) {
			generator.writeName(this.names.get(i));
			this.children.get(i).write(generator, index);
		}
		generator.writeEndObject();
	}

}
