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

/**
 * A way to read the rows of a result into the vectors of a root.
 */
interface ResultBatches extends AutoCloseable {

	/**
	 * Load the next batch.
	 * @return the number of rows, 0 at the end
	 * @throws JdbcColumnException if Arrow cannot hold a value
	 */
	int load() throws SQLException, IOException;

	/**
	 * Whether all rows were read.
	 */
	boolean complete();

	/**
	 * The size in bytes of the batches so far.
	 */
	long bytes();

	@Override
	void close() throws IOException;

}
