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

import java.sql.SQLException;

/**
 * The writer of a vector's values in the binary form of a column of PostgreSQL: the
 * length, and as many bytes. The form is that which the receive function of the column's
 * type reads.
 */
@FunctionalInterface
interface CopyWriter {

	/**
	 * Write the value of a row.
	 * @throws UnstorableValueException if the column does not hold the value exactly
	 * @throws SQLException if the value is out of the range of the column, as the
	 * database would say it, or the bytes cannot be sent
	 */
	void write(CopyBuffer out, int row) throws SQLException;

}
