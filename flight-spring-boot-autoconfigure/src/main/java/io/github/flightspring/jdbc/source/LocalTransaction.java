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

import org.jspecify.annotations.Nullable;

/**
 * A transaction of a connection that is in none.
 */
public final class LocalTransaction {

	private @Nullable Connection changed;

	/**
	 * Begin the transaction, unless the connection is in one.
	 * @param connection the connection
	 * @throws SQLException if the database fails
	 */
	public void begin(Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
			this.changed = connection;
		}
	}

	/**
	 * Whether the transaction was begun here. No other user of the connection then reads
	 * rows from it.
	 * @return {@code false} if the connection was in a transaction
	 */
	public boolean isBegun() {
		return this.changed != null;
	}

	/**
	 * End the transaction and restore the connection.
	 * @param complete whether to commit
	 * @throws SQLException if the database fails
	 */
	public void end(boolean complete) throws SQLException {
		Connection connection = this.changed;
		this.changed = null;
		if (connection == null) {
			return;
		}
		Closing closing = new Closing();
		boolean ended = complete && closing.step(connection::commit);
		ended = ended || closing.step(connection::rollback);
		if (ended) {
			// in a transaction that goes on, this would commit
			closing.step(() -> connection.setAutoCommit(true));
		}
		closing.end();
	}

}
