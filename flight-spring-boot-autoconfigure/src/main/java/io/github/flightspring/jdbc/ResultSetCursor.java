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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.github.flightspring.jdbc.read.ColumnReader;
import io.github.flightspring.jdbc.read.ResultColumn;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The rows of a result set.
 */
final class ResultSetCursor implements RowCursor {

	private final ResultSet rows;

	private final ColumnReader[] readers;

	ResultSetCursor(ResultSet rows, List<ResultColumn> columns, VectorSchemaRoot root) {
		this.rows = rows;
		this.readers = new ColumnReader[columns.size()];
		for (int i = 0; i < this.readers.length; i++) {
			this.readers[i] = columns.get(i).reader(root.getVector(i));
		}
	}

	@Override
	public boolean next() throws SQLException {
		return this.rows.next();
	}

	@Override
	public long read(int column, int index) throws SQLException, IOException {
		return this.readers[column].read(this.rows, index);
	}

}
