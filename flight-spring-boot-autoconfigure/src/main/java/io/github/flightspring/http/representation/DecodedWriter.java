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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values that a vector refers to, from the vector that holds them.
 */
abstract class DecodedWriter implements ValueWriter {

	@Override
	public final void write(JsonGenerator generator, int index) {
		int position = position(index);
		if (position < 0) {
			generator.writeNull();
		}
		else {
			values(index).write(generator, position);
		}
	}

	@Override
	public final @Nullable String text(JsonMapper mapper, int index) {
		int position = position(index);
		return (position < 0) ? null : values(index).text(mapper, position);
	}

	/**
	 * The position of a value in the vector of values.
	 * @return the position, or -1 for a null
	 */
	abstract int position(int index);

	/**
	 * The writer of the vector that holds a value.
	 */
	abstract ValueWriter values(int index);

}
