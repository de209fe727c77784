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
import java.time.Duration;
import java.util.List;

import io.github.flightspring.arrow.batch.BatchGauge;
import io.github.flightspring.arrow.batch.BatchLimits;
import io.github.flightspring.jdbc.read.ColumnReader;
import io.github.flightspring.jdbc.read.ResultColumn;
import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The values of a result, row by row.
 */
final class RowBatches implements ResultBatches {

	static final int MAX_ROWS = 1 << 16;

	private static final Duration MAX_DELAY = Duration.ofMillis(500);

	private final ResultSet rows;

	private final List<ResultColumn> columns;

	private final ColumnReader[] readers;

	private final long maxRows;

	private final BatchGauge gauge;

	private final long bitsPerRow;

	private long rowCount;

	private long bytes;

	private boolean complete;

	RowBatches(ResultSet rows, List<ResultColumn> columns, VectorSchemaRoot root, long maxRows, long batchBytes) {
		this.rows = rows;
		this.columns = columns;
		this.maxRows = maxRows;
		this.gauge = new BatchGauge(new BatchLimits(batchBytes, MAX_ROWS, MAX_DELAY));
		this.readers = new ColumnReader[columns.size()];
		for (int i = 0; i < this.readers.length; i++) {
			this.readers[i] = columns.get(i).reader(root.getVector(i));
		}
		this.bitsPerRow = columns.stream().mapToLong(ResultColumn::bits).sum();
	}

	@Override
	public int load() throws SQLException, IOException {
		int count = 0;
		long bits = 0;
		boolean full = false;
		while (!full) {
			if ((this.maxRows > 0 && this.rowCount == this.maxRows) || !this.rows.next()) {
				this.complete = true;
				break;
			}
			this.rowCount++;
			bits += this.bitsPerRow + readRow(count);
			count++;
			full = this.gauge.isFull(bits >> 3, count);
		}
		this.bytes += bits >> 3;
		return count;
	}

	private long readRow(int index) throws IOException {
		long bits = 0;
		for (int i = 0; i < this.readers.length; i++) {
			try {
				bits += this.readers[i].read(this.rows, index);
			}
			catch (OutOfMemoryException ex) {
				throw ex;
			}
			catch (UnreadableValueException ex) {
				throw unreadable(i, String.valueOf(ex.getMessage()), null);
			}
			catch (SQLException | RuntimeException ex) {
				throw unreadable(i, "the driver cannot read the value: " + ex.getMessage(), ex);
			}
		}
		return bits;
	}

	private JdbcColumnException unreadable(int column, String problem, @Nullable Throwable cause) {
		ResultColumn at = this.columns.get(column);
		return new JdbcColumnException(at.field().getName(), at.typeName(), this.rowCount, problem, cause);
	}

	@Override
	public boolean complete() {
		return this.complete;
	}

	@Override
	public long bytes() {
		return this.bytes;
	}

	@Override
	public void close() {
		// the rows belong to their source
	}

}
