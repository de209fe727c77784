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

import java.sql.SQLException;
import java.util.List;

import io.github.flightspring.jdbc.copy.CopyFormat;
import io.github.flightspring.jdbc.copy.CopyReader;
import io.github.flightspring.jdbc.copy.CopyReaders;
import io.github.flightspring.jdbc.copy.CopyRow;
import io.github.flightspring.jdbc.read.ResultColumn;
import io.github.flightspring.jdbc.source.CopiedRows;
import io.github.flightspring.jdbc.source.RowSource;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of PostgreSQL's COPY, without a Java object for each value.
 */
final class CopyCursor implements RowCursor {

	private final CopiedRows rows;

	private final FieldVector[] vectors;

	private final CopyReader[] readers;

	private final CopyRow row = new CopyRow();

	private boolean begun;

	private CopyCursor(CopiedRows rows, FieldVector[] vectors, CopyReader[] readers) {
		this.rows = rows;
		this.vectors = vectors;
		this.readers = readers;
	}

	/**
	 * Begin to copy.
	 * @return the rows, or {@code null} if the source or the type of a column has no COPY
	 */
	static @Nullable CopyCursor open(RowSource source, RowSource.ColumnCheck check, List<ResultColumn> columns,
			VectorSchemaRoot root) throws SQLException {
		FieldVector[] vectors = root.getFieldVectors().toArray(FieldVector[]::new);
		CopyReader[] readers = new CopyReader[vectors.length];
		for (int i = 0; i < readers.length; i++) {
			CopyReader reader = CopyReaders.of(columns.get(i), vectors[i]);
			if (reader == null) {
				return null;
			}
			readers[i] = reader;
		}
		CopiedRows rows = source.copy(check);
		return (rows != null) ? new CopyCursor(rows, vectors, readers) : null;
	}

	@Override
	public boolean next() throws SQLException {
		while (this.row.isRead()) {
			receive();
		}
		int values = this.row.beginRow();
		if (values == CopyFormat.END) {
			if (!this.row.isRead() || this.rows.next() != null) {
				throw CopyRow.malformed("there are rows behind the last one");
			}
			return false;
		}
		if (values != this.readers.length) {
			throw CopyRow.malformed("a row has %d values instead of %d".formatted(values, this.readers.length));
		}
		return true;
	}

	private void receive() throws SQLException {
		byte[] bytes = this.rows.next();
		if (bytes == null) {
			throw CopyRow.malformed("the rows have no end");
		}
		if (this.begun) {
			this.row.begin(bytes);
			return;
		}
		this.row.beginCopy(bytes);
		this.begun = true;
	}

	@Override
	public long read(int column, int index) throws SQLException {
		if (!this.row.next()) {
			this.vectors[column].setNull(index);
			return 0;
		}
		return this.readers[column].read(this.row, index);
	}

}
