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

package io.github.flightspring.jdbc.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.read.PostgresDriver;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * One execution of a query. The connection is that of the thread's transaction, or one of
 * its own that is released at the end.
 */
public final class QueryRun implements RowSource {

	private final JdbcTemplate template;

	private final DataSource dataSource;

	private final BoundSql query;

	private final QueryOptions options;

	private final LocalTransaction transaction = new LocalTransaction();

	private final StatementCancel cancel = new StatementCancel();

	private @Nullable Connection connection;

	private Driver driver = Driver.OTHER;

	private @Nullable PreparedStatement statement;

	private @Nullable ResultSet rows;

	private @Nullable CopiedRows copied;

	/**
	 * Create a run. It takes no connection yet.
	 * @param template the settings
	 * @param query the query
	 * @param options the options
	 */
	public QueryRun(JdbcTemplate template, BoundSql query, QueryOptions options) {
		this.template = template;
		this.dataSource = Objects.requireNonNull(template.getDataSource());
		this.query = query;
		this.options = options;
	}

	@Override
	public void connect() {
		if (this.connection == null) {
			this.connection = DataSourceUtils.getConnection(this.dataSource);
		}
	}

	@Override
	public ResultSetMetaData describe() throws SQLException {
		ResultSetMetaData metadata = null;
		try {
			PreparedStatement prepared = statement();
			metadata = this.cancel.execute(prepared::getMetaData);
		}
		catch (SQLFeatureNotSupportedException ex) {
			// the rows have one
		}
		return (metadata != null && metadata.getColumnCount() > 0) ? metadata : rows().getMetaData();
	}

	@Override
	public ResultSet rows() throws SQLException {
		ResultSet opened = this.rows;
		if (opened == null) {
			PreparedStatement prepared = statement();
			opened = this.cancel.execute(prepared::executeQuery);
			this.rows = opened;
			this.cancel.executed();
		}
		return opened;
	}

	@Override
	public @Nullable CopiedRows copy(ColumnCheck check) throws SQLException {
		PreparedStatement prepared = statement();
		String sql = (PostgresDriver.PRESENT && this.driver == Driver.POSTGRESQL && this.options.isDefault())
				? CopyStatement.of(this.query.sql()) : null;
		if (sql == null || this.rows != null || !this.transaction.isExclusive()) {
			return null;
		}
		CopiedRows opened = CopiedRows.open(prepared, sql, check, this.cancel);
		this.copied = opened;
		return opened;
	}

	@Override
	public boolean unread() {
		return true;
	}

	@Override
	public long maxRows() {
		return this.options.maxRows();
	}

	@Override
	public Driver driver() throws SQLException {
		statement();
		return this.driver;
	}

	private PreparedStatement statement() throws SQLException {
		PreparedStatement prepared = this.statement;
		if (prepared == null) {
			connect();
			Connection acquired = Objects.requireNonNull(this.connection);
			this.driver = Driver.of(acquired);
			if (this.driver.streamsInTransaction()) {
				this.transaction.begin(acquired, this.dataSource);
			}
			else {
				this.transaction.join(acquired, this.dataSource);
			}
			prepared = acquired.prepareStatement(this.query.sql());
			this.statement = prepared;
			this.cancel.begin(prepared, this.driver);
			FetchSize.apply(prepared, this.driver, this.options.fetchSize());
			if (this.options.maxRows() >= 0) {
				prepared.setMaxRows(this.options.maxRows());
			}
			DataSourceUtils.applyTimeout(prepared, this.dataSource, this.options.queryTimeout());
			this.query.setter().setValues(prepared);
		}
		return prepared;
	}

	@Override
	public void cancel() {
		this.cancel.cancel();
	}

	@Override
	public void close(boolean complete) throws SQLException {
		Closing closing = new Closing();
		ResultSet opened = this.rows;
		PreparedStatement prepared = this.statement;
		boolean ended = !complete && prepared != null && discard(prepared);
		closing.quietly(this.cancel::close);
		if (opened != null) {
			closing.step(opened::close);
		}
		if (prepared != null) {
			closing.step(prepared::close);
		}
		if (this.query.setter() instanceof ParameterDisposer disposer) {
			closing.step(disposer::cleanupParameters);
		}
		closing.step(() -> this.transaction.end(complete));
		closing.step(() -> DataSourceUtils.releaseConnection(this.connection, this.dataSource));
		if (!ended) {
			closing.end();
		}
	}

	/**
	 * Have the database send no more rows.
	 * @return whether the connection was ended with them
	 */
	private boolean discard(PreparedStatement prepared) {
		if (this.copied != null) {
			return !this.copied.end(this.cancel) && RemainingRows.abandon(prepared);
		}
		return this.rows != null && RemainingRows.discard(prepared, this.driver);
	}

	@Override
	public RuntimeException translate(SQLException failure) {
		DataAccessException translated = this.template.getExceptionTranslator()
			.translate("FlightJdbc", this.query.sql(), failure);
		if (translated != null && translated.getClass() == DataIntegrityViolationException.class) {
			return new QueryDataException(String.valueOf(translated.getMessage()), failure);
		}
		return (translated != null) ? translated
				: new UncategorizedSQLException("FlightJdbc", this.query.sql(), failure);
	}

}
