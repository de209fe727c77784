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

package io.github.flightspring.jdbc.load;

import io.github.flightspring.jdbc.copy.CopyType;
import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A column of PostgreSQL into which rows are copied.
 *
 * @param column the column
 * @param type the type, or {@code null} if its binary form is not known
 * @param element the type of the elements if the column has arrays, or {@code null}
 */
record CopyColumn(TargetColumn column, @Nullable CopyType type, @Nullable CopyType element) {

	static CopyColumn of(TargetColumn column, int oid, boolean enumeration) {
		return new CopyColumn(column, enumeration ? CopyType.TEXT : CopyType.of(oid), CopyType.ofArray(oid));
	}

	/**
	 * Return the column of the elements.
	 */
	CopyColumn elements() {
		return new CopyColumn(this.column.element(Driver.POSTGRESQL), this.element, null);
	}

}
