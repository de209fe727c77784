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

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.source.StatementCancel;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The insertion of rows in batches of one statement.
 */
final class BatchInsert implements RowInsert {

	// the driver keeps the values on the heap until the batch is executed
	private static final long MAX_BYTES = 4L << 20;

	private static final Set<Driver> COMBINING = EnumSet.of(Driver.POSTGRESQL, Driver.MYSQL, Driver.MARIADB);

	private final String sql;

	private final PreparedStatement statement;

	private final List<TargetColumn> columns;

	private final ParameterSetters factory;

	private final int batchSize;

	private final StatementCancel cancel;

	private long executed;

	private long refusedRow = -1;

	private int pending;

	private long pendingBytes;

	/**
	 * Create an insertion.
	 * @param cancel the cancellation of the statement, which the insertion closes
	 */
	BatchInsert(String sql, PreparedStatement statement, List<TargetColumn> columns, ParameterSetters factory,
			int batchSize, StatementCancel cancel) {
		this.sql = sql;
		this.statement = statement;
		this.columns = columns;
		this.factory = factory;
		this.batchSize = batchSize;
		this.cancel = cancel;
	}

	@Override
	public String sql() {
		return this.sql;
	}

	@Override
	public void add(VectorSchemaRoot root) throws SQLException {
		ParameterSetter[] setters = setters(root);
		List<ValueSize> sizes = this.factory.sizes(root);
		for (int row = 0; row < root.getRowCount(); row++) {
			set(setters, root, row);
			this.statement.addBatch();
			this.pending++;
			for (ValueSize size : sizes) {
				this.pendingBytes += size.bytes(row);
			}
			if (this.pending == this.batchSize || this.pendingBytes >= MAX_BYTES) {
				execute();
			}
		}
	}

	private ParameterSetter[] setters(VectorSchemaRoot root) {
		ParameterSetter[] setters = new ParameterSetter[this.columns.size()];
		for (int i = 0; i < setters.length; i++) {
			FieldVector vector = root.getVector(i);
			try {
				setters[i] = this.factory.of(vector, this.columns.get(i), i + 1);
			}
			catch (UnstorableValueException ex) {
				throw new RecordMappingException(vector.getName(), -1, String.valueOf(ex.getMessage()), null);
			}
		}
		return setters;
	}

	private void set(ParameterSetter[] setters, VectorSchemaRoot root, int row) throws SQLException {
		for (int i = 0; i < setters.length; i++) {
			try {
				setters[i].set(this.statement, row);
			}
			catch (UnstorableValueException ex) {
				throw new RecordMappingException(root.getVector(i).getName(), row, String.valueOf(ex.getMessage()),
						null);
			}
		}
	}

	@Override
	public void finish() throws SQLException {
		if (this.pending > 0) {
			execute();
		}
	}

	private void execute() throws SQLException {
		try {
			this.cancel.execute(this.statement::executeBatch);
		}
		catch (BatchUpdateException ex) {
			int refused = refused(ex.getUpdateCounts());
			this.refusedRow = (refused >= 0) ? this.executed + refused : -1;
			throw ex;
		}
		this.executed += this.pending;
		this.pending = 0;
		this.pendingBytes = 0;
	}

	/**
	 * Return the index of the refused row. A driver that goes on after it marks it. One
	 * that stops counts those before it. Others, among them those that combine rows, mark
	 * all or a part.
	 */
	private int refused(int[] counts) {
		if (COMBINING.contains(this.factory.driver())) {
			return -1;
		}
		int failed = 0;
		while (failed < counts.length && counts[failed] != Statement.EXECUTE_FAILED) {
			failed++;
		}
		boolean all = IntStream.of(counts).allMatch((count) -> count == Statement.EXECUTE_FAILED);
		return (failed < this.pending && (!all || this.pending == 1)) ? failed : -1;
	}

	@Override
	public long refusedRow() {
		return this.refusedRow;
	}

	@Override
	public void close() throws SQLException {
		try (Statement closing = this.statement) {
			this.cancel.close();
		}
	}

}
