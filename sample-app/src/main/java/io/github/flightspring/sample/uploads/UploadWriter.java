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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Writes the rows of an upload to its table, in the transaction of the upload.
 */
interface UploadWriter extends AutoCloseable {

	/**
	 * Write the batch that the upload's reader has loaded.
	 * @throws SQLException if the database fails
	 * @throws IOException if the batch cannot be written
	 */
	void write() throws SQLException, IOException;

	/**
	 * Write what is left after the last batch.
	 * @throws SQLException if the database fails
	 * @throws IOException if the rest cannot be written
	 */
	void finish() throws SQLException, IOException;

	@Override
	void close() throws SQLException;

}
