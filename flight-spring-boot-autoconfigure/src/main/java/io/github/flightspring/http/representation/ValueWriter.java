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
 * Writes the values of a vector. The vector is not changed.
 */
interface ValueWriter {

	/**
	 * Write a value as JSON.
	 * @param generator the output
	 * @param index the index of the value, which may be a null
	 */
	void write(JsonGenerator generator, int index);

	/**
	 * Return a value as text, for a format that has only text.
	 * @param mapper the writer of nested values
	 * @param index the index of the value
	 * @return the text, or {@code null} for a null
	 */
	@Nullable String text(JsonMapper mapper, int index);

}
