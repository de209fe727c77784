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
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction of a connection that is in none of Spring's.
 */
public final class LocalTransaction {

	private @Nullable Connection connection;

	private boolean changed;

	private boolean exclusive;

	/**
	 * Begin the transaction, unless the connection is in one of Spring's. A connection
	 * whose pool has switched auto-commit off is in a transaction that nobody else ends.
	 * @param connection the connection
	 * @param dataSource the data source that it comes from
	 * @throws SQLException if the database fails
	 */
	public void begin(Connection connection, DataSource dataSource) throws SQLException {
		join(connection, dataSource);
		this.exclusive = !TransactionConnections.own(connection)
				&& !(dataSource instanceof SmartDataSource smart && !smart.shouldClose(connection));
		if (this.connection == null && connection.getAutoCommit()) {
			try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
				connection.setAutoCommit(false);
			}
			this.changed = true;
			this.connection = connection;
		}
	}

	/**
	 * Take over the transaction of a connection without auto-commit, unless it is one of
	 * Spring's. A connection with auto-commit is left as it is.
	 * @param connection the connection
	 * @param dataSource the data source that it comes from
	 * @throws SQLException if the database fails
	 */
	void join(Connection connection, DataSource dataSource) throws SQLException {
		if (!connection.getAutoCommit() && !isInTransaction(connection, dataSource)) {
			this.connection = connection;
		}
	}

	private static boolean isInTransaction(Connection connection, DataSource dataSource) {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& DataSourceUtils.isConnectionTransactional(connection, dataSource);
	}

	/**
	 * Whether the transaction was begun here, and no other user of the thread gets the
	 * connection. They do without a transaction too, where Spring has bound the
	 * connection to the thread, or the data source has no other.
	 * @return {@code false} if another user may read rows from the connection
	 */
	public boolean isExclusive() {
		return this.connection != null && this.exclusive;
	}

	/**
	 * End the transaction and restore the connection.
	 * @param complete whether to commit
	 * @throws SQLException if the database fails
	 */
	public void end(boolean complete) throws SQLException {
		Connection ending = this.connection;
		this.connection = null;
		if (ending == null) {
			return;
		}
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			end(ending, complete);
		}
	}

	private void end(Connection ending, boolean complete) throws SQLException {
		Closing closing = new Closing();
		boolean ended = complete && closing.step(ending::commit);
		ended = ended || closing.step(ending::rollback);
		if (ended && this.changed) {
			// in a transaction that goes on, this would commit
			closing.step(() -> ending.setAutoCommit(true));
		}
		closing.end();
	}

}
