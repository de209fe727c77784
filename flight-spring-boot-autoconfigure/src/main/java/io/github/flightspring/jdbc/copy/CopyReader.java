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

package io.github.flightspring.jdbc.copy;

import java.sql.SQLException;

/**
 * The reader of one column of a copy into its vector.
 */
@FunctionalInterface
public interface CopyReader {

	/**
	 * Read the value of a row, which is not null.
	 * @param value the row, at its value
	 * @param index the index of the value in the vector
	 * @return the size of the value in bits, without the part that all values of the
	 * column have
	 * @throws SQLException if the value is malformed
	 * @throws io.github.flightspring.jdbc.read.UnreadableValueException if the value has
	 * no exact form in the vector
	 */
	long read(CopyRow value, int index) throws SQLException;

}
