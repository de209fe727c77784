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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.read.PostgresDriver;
import io.github.flightspring.jdbc.source.CallStatements;
import io.github.flightspring.jdbc.source.LocalTransaction;
import io.github.flightspring.jdbc.source.StatementCancel;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The upload of a reader's rows into a table: by PostgreSQL's COPY where it does what
 * inserts do, otherwise in batches of one statement. It takes part in the transaction of
 * the thread, or has one of its own.
 */
public final class TableLoad {

	private final JdbcTemplate template;

	private final DataSource dataSource;

	private final String table;

	private final int batchSize;

	private @Nullable RowInsert insert;

	/**
	 * Create an upload.
	 * @param template the settings
	 * @param table the name of the table
	 * @param batchSize the number of rows that are sent at a time
	 */
	public TableLoad(JdbcTemplate template, String table, int batchSize) {
		this.template = template;
		this.dataSource = Objects.requireNonNull(template.getDataSource());
		this.table = table;
		this.batchSize = batchSize;
	}

	/**
	 * Insert all rows.
	 * @param reader the reader
	 * @return the number of rows
	 */
	public long load(ArrowReader reader) {
		try {
			if (reader instanceof FlightReader upload && !upload.hasSchema()) {
				return 0;
			}
			// a client that is slow to begin holds no connection
			boolean rows = reader.loadNextBatch();
			return load(reader, rows);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private long load(ArrowReader reader, boolean rows) throws IOException {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return transfer(connection, reader, rows);
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
		finally {
			release(connection);
		}
	}

	private void release(Connection connection) {
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	private long transfer(Connection connection, ArrowReader reader, boolean rows) throws SQLException, IOException {
		LocalTransaction transaction = new LocalTransaction();
		transaction.begin(connection, this.dataSource);
		long count;
		try {
			// during a copy, nothing else can be read from the connection
			boolean copy = (transaction.isExclusive() || reader instanceof FlightReader) && !hasTimeout();
			count = insert(connection, reader, rows, copy);
		}
		catch (Throwable ex) {
			undo(transaction, ex);
			throw ex;
		}
		transaction.end(true);
		return count;
	}

	private static void undo(LocalTransaction transaction, Throwable reason) {
		try {
			transaction.end(false);
		}
		catch (SQLException | RuntimeException | Error ex) {
			reason.addSuppressed(ex);
		}
	}

	private long insert(Connection connection, ArrowReader reader, boolean rows, boolean copy)
			throws SQLException, IOException {
		VectorSchemaRoot root = reader.getVectorSchemaRoot();
		TargetTable target = find(connection);
		List<TargetColumn> columns = ColumnMatch.of(root.getSchema(), target);
		StorableKinds kinds = new StorableKinds(Driver.of(connection), reader);
		for (int i = 0; i < columns.size(); i++) {
			kinds.check(root.getSchema().getFields().get(i), columns.get(i));
		}
		if (!rows) {
			return 0;
		}
		long count = 0;
		StoredSize size = new StoredSize(reader);
		try (RowInsert opened = new UninterruptedInsert(open(connection, target, columns, reader, copy))) {
			this.insert = opened;
			do {
				size.add(root);
				opened.add(root);
				count += root.getRowCount();
			}
			while (reader.loadNextBatch());
			opened.finish();
		}
		catch (RecordMappingException ex) {
			throw ex.after(count);
		}
		return count;
	}

	/**
	 * Find the table. The database waits for the lock of another session that changes the
	 * table, until the call is cancelled.
	 */
	private TargetTable find(Connection connection) throws SQLException {
		try (CallStatements.Scope uninterrupted = CallStatements.shield();
				Statement owner = connection.createStatement();
				StatementCancel cancel = new StatementCancel()) {
			cancel.begin(owner, Driver.of(connection));
			return cancel.execute(() -> TableLookup.find(connection, this.table));
		}
	}

	private RowInsert open(Connection connection, TargetTable target, List<TargetColumn> columns, ArrowReader reader,
			boolean copy) throws SQLException, IOException {
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			return openUninterrupted(connection, target, columns, reader, copy);
		}
	}

	private RowInsert openUninterrupted(Connection connection, TargetTable target, List<TargetColumn> columns,
			ArrowReader reader, boolean copy) throws SQLException, IOException {
		Driver driver = Driver.of(connection);
		if (copy && driver == Driver.POSTGRESQL && PostgresDriver.PRESENT) {
			RowInsert copying = CopyInsert.open(connection, target, columns, reader.getVectorSchemaRoot(), reader);
			if (copying != null) {
				return copying;
			}
		}
		String insert = target.insert(columns);
		PreparedStatement statement = connection.prepareStatement(insert);
		StatementCancel cancel = new StatementCancel();
		RowInsert batches = new BatchInsert(insert, statement, columns, new ParameterSetters(driver, reader),
				this.batchSize, cancel);
		try {
			cancel.begin(statement, driver);
			DataSourceUtils.applyTimeout(statement, this.dataSource, this.template.getQueryTimeout());
			return batches;
		}
		catch (SQLException | RuntimeException ex) {
			batches.closeAfter(ex);
			throw ex;
		}
	}

	/**
	 * Whether the time of a statement is limited. A copy is one statement, which lasts as
	 * long as the client sends rows.
	 */
	private boolean hasTimeout() {
		return this.template.getQueryTimeout() > 0
				|| TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder
						&& holder.hasTimeout();
	}

	private RuntimeException translated(SQLException failure) {
		String sql = (this.insert != null) ? this.insert.sql() : null;
		DataAccessException translated = this.template.getExceptionTranslator().translate("FlightJdbc", sql, failure);
		if (this.insert != null && RefusedData.is(failure, translated)) {
			return RefusedData.of(failure, this.insert.refusedRow());
		}
		return (translated != null) ? translated : new UncategorizedSQLException("FlightJdbc", sql, failure);
	}

}
