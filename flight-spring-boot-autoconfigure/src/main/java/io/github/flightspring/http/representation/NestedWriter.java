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

import java.io.StringWriter;

import org.apache.arrow.vector.ValueVector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes nested values. Their text is JSON.
 */
abstract class NestedWriter implements ValueWriter {

	private final ValueVector vector;

	NestedWriter(ValueVector vector) {
		this.vector = vector;
	}

	@Override
	public final void write(JsonGenerator generator, int index) {
		if (this.vector.isNull(index)) {
			generator.writeNull();
		}
		else {
			writeParts(generator, index);
		}
	}

	@Override
	public final @Nullable String text(JsonMapper mapper, int index) {
		if (this.vector.isNull(index)) {
			return null;
		}
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = mapper.writer().createGenerator(text)) {
			writeParts(generator, index);
		}
		return text.toString();
	}

	/**
	 * Write a value that is not null.
	 */
	abstract void writeParts(JsonGenerator generator, int index);

}
