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

package io.github.flightspring.jdbc;

import java.io.IOException;
import java.sql.SQLException;

import io.github.flightspring.jdbc.read.UnreadableValueException;

/**
 * The rows of a result, one after the other.
 */
interface RowCursor {

	/**
	 * Move to the next row.
	 * @return whether there is one
	 */
	boolean next() throws SQLException;

	/**
	 * Read a value of the row into the vector of its column. The columns of a row are
	 * read in order.
	 * @param column the index of the column
	 * @param index the index of the value in the vector
	 * @return the size of the value in bits, without the part that all values of the
	 * column have
	 * @throws UnreadableValueException if the value has no exact form in the vector
	 */
	long read(int column, int index) throws SQLException, IOException;

}
