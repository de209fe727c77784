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

package io.github.flightspring.http.text;

import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * A column that is filled from text.
 *
 * @param path the name; for a nested column, preceded by the names of its parents
 * @param vector the vector
 * @param cells the writer of values that are not null
 */
record TextColumn(String path, FieldVector vector, Cells cells) {

	String name() {
		return this.vector.getName();
	}

	/**
	 * Set a value.
	 * @param index the index of the row
	 * @param value the value; {@code null} or {@link TextValue.Nothing} is a null
	 * @throws TextValueException if the value does not fit
	 */
	void set(int index, @Nullable TextValue value) {
		if (value != null && value != TextValue.Nothing.NULL) {
			this.cells.set(index, value);
			return;
		}
		if (!this.vector.getField().isNullable()) {
			throw new TextValueException(this.path, (value != null) ? "is null, and must not be" : "is missing");
		}
		this.vector.setNull(index);
	}

	/**
	 * Writes values.
	 */
	@FunctionalInterface
	interface Cells {

		/**
		 * Write a value.
		 * @param index the index of the row
		 * @param value the value, not null
		 * @throws TextValueException if the value does not fit
		 */
		void set(int index, TextValue value);

	}

}
