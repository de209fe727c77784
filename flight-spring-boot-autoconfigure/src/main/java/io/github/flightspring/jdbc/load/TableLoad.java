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
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.source.LocalTransaction;
import io.github.flightspring.jdbc.source.StatementCancel;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The upload of a reader's rows into a table, in batches of one statement. It takes part
 * in the transaction of the thread, or has one of its own.
 */
public final class TableLoad {

	private final JdbcTemplate template;

	private final DataSource dataSource;

	private final String table;

	private final int batchSize;

	private @Nullable String sql;

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
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return transfer(connection, reader);
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	private long transfer(Connection connection, ArrowReader reader) throws SQLException, IOException {
		if (reader instanceof FlightReader upload && !upload.hasSchema()) {
			return 0;
		}
		LocalTransaction transaction = new LocalTransaction();
		transaction.begin(connection);
		long count;
		try {
			count = insert(connection, reader);
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
		catch (SQLException ex) {
			reason.addSuppressed(ex);
		}
	}

	private long insert(Connection connection, ArrowReader reader) throws SQLException, IOException {
		VectorSchemaRoot root = reader.getVectorSchemaRoot();
		TargetTable target = TargetTable.find(connection, this.table);
		List<TargetColumn> columns = ColumnMatch.of(root.getSchema(), target);
		Driver driver = Driver.of(connection);
		ParameterSetters factory = new ParameterSetters(driver, reader);
		String insert = target.insert(columns);
		this.sql = insert;
		long count = 0;
		int pending = 0;
		StatementCancel cancel = new StatementCancel();
		try (PreparedStatement statement = connection.prepareStatement(insert); cancel) {
			cancel.begin(statement, driver);
			DataSourceUtils.applyTimeout(statement, this.dataSource, this.template.getQueryTimeout());
			while (reader.loadNextBatch()) {
				ParameterSetter[] setters = setters(root, columns, factory);
				for (int row = 0; row < root.getRowCount(); row++) {
					set(statement, setters, root, row);
					statement.addBatch();
					count++;
					if (++pending == this.batchSize) {
						cancel.throwIfCancelled();
						statement.executeBatch();
						pending = 0;
					}
				}
			}
			if (pending > 0) {
				cancel.throwIfCancelled();
				statement.executeBatch();
			}
		}
		return count;
	}

	private static ParameterSetter[] setters(VectorSchemaRoot root, List<TargetColumn> columns,
			ParameterSetters factory) {
		ParameterSetter[] setters = new ParameterSetter[columns.size()];
		for (int i = 0; i < setters.length; i++) {
			FieldVector vector = root.getVector(i);
			try {
				setters[i] = factory.of(vector, columns.get(i), i + 1);
			}
			catch (UnstorableValueException ex) {
				throw new RecordMappingException(vector.getName(), -1, String.valueOf(ex.getMessage()), null);
			}
		}
		return setters;
	}

	private static void set(PreparedStatement statement, ParameterSetter[] setters, VectorSchemaRoot root, int row)
			throws SQLException {
		for (int i = 0; i < setters.length; i++) {
			try {
				setters[i].set(statement, row);
			}
			catch (UnstorableValueException ex) {
				throw new RecordMappingException(root.getVector(i).getName(), row, String.valueOf(ex.getMessage()),
						null);
			}
		}
	}

	private RuntimeException translated(SQLException failure) {
		DataAccessException translated = this.template.getExceptionTranslator()
			.translate("FlightJdbc", this.sql, failure);
		return (translated != null) ? translated : new UncategorizedSQLException("FlightJdbc", this.sql, failure);
	}

}
