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
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;

import io.github.flightspring.arrow.batch.BatchGauge;
import io.github.flightspring.arrow.batch.BatchLimits;
import io.github.flightspring.jdbc.read.ResultColumn;
import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * The values of a result, row by row.
 */
final class RowBatches extends ResultBatches {

	// classes of SQLSTATE: connection, rollback, resources, intervention, system
	private static final Set<String> FOREIGN = Set.of("08", "40", "53", "57", "58");

	private final RowCursor rows;

	private final int width;

	private final BatchGauge gauge;

	private final long bitsPerRow;

	RowBatches(RowCursor rows, List<ResultColumn> columns, long maxRows, long batchBytes) {
		super(columns, maxRows);
		this.rows = rows;
		this.width = columns.size();
		this.gauge = new BatchGauge(BatchLimits.ofRows(batchBytes));
		this.bitsPerRow = columns.stream().mapToLong(ResultColumn::bits).sum();
	}

	@Override
	int load() throws SQLException, IOException {
		long most = remaining();
		int count = 0;
		long bits = 0;
		boolean full = false;
		while (!full) {
			if (count == most || !this.rows.next()) {
				end();
				break;
			}
			bits += this.bitsPerRow + readRow(count);
			count++;
			full = this.gauge.isFull(bits >> 3, count);
		}
		add(count, bits >> 3);
		return count;
	}

	private long readRow(int index) throws SQLException, IOException {
		long bits = 0;
		for (int i = 0; i < this.width; i++) {
			try {
				bits += this.rows.read(i, index);
			}
			catch (OutOfMemoryException ex) {
				throw ex;
			}
			catch (UnreadableValueException ex) {
				throw refused(i, index, String.valueOf(ex.getMessage()), null);
			}
			catch (SQLException ex) {
				if (!isOfValue(ex)) {
					throw ex;
				}
				throw refused(i, index, "the driver cannot read the value: " + ex.getMessage(), ex);
			}
			catch (RuntimeException ex) {
				throw refused(i, index, "the driver cannot read the value: " + ex.getMessage(), ex);
			}
		}
		return bits;
	}

	/**
	 * Whether the exception is about the value, and not about the connection, a
	 * cancellation or the resources of the database, which a large value meets as well.
	 */
	private static boolean isOfValue(SQLException failure) {
		String state = failure.getSQLState();
		return !(failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
				|| failure instanceof SQLNonTransientConnectionException)
				&& !(state != null && state.length() == 5 && FOREIGN.contains(state.substring(0, 2)));
	}

}
