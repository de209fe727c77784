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

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

/**
 * The cancellation of a statement from another thread, at the latest when the call of the
 * thread is cancelled. It never reaches the next user of the connection: a cancellation
 * that has begun ends before the statement is released, and none begins afterwards.
 */
public final class StatementCancel implements AutoCloseable {

	private static final int BARRIER_SECONDS = 5;

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean executing;

	private @Nullable Statement statement;

	private Driver driver = Driver.OTHER;

	private @Nullable CallStatements call;

	private boolean executed;

	private boolean cancelled;

	/**
	 * Begin: from now on the statement may be cancelled.
	 * @param statement the statement
	 * @param driver the driver of its connection
	 * @throws SQLException if it was cancelled before
	 */
	public void begin(Statement statement, Driver driver) throws SQLException {
		this.lock.lock();
		try {
			this.statement = statement;
			this.driver = driver;
			this.call = CallStatements.current();
			this.cancelled |= this.call != null && !this.call.add(this);
			throwIfCancelled();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Execute the statement. A cancellation meanwhile is repeated until the execution
	 * ends, because a database ignores one that comes before the statement. It does not
	 * interrupt the thread before.
	 * @param execution the execution
	 * @param <T> the type of the result
	 * @return the result
	 * @throws SQLException if the statement was cancelled, or if the database fails
	 */
	public <T> T execute(Execution<T> execution) throws SQLException {
		setExecuting(true);
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			return execution.run();
		}
		finally {
			setExecuting(false);
		}
	}

	private void setExecuting(boolean executing) throws SQLException {
		this.lock.lock();
		try {
			if (executing) {
				throwIfCancelled();
			}
			this.executing = executing;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void throwIfCancelled() throws SQLException {
		if (this.cancelled) {
			// query_canceled
			throw new SQLException("The statement was cancelled", "57014");
		}
	}

	/**
	 * Record that the statement was executed, and that its rows are read.
	 */
	void executed() {
		this.lock.lock();
		try {
			this.executed = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void cancel() {
		this.lock.lock();
		try {
			this.cancelled = true;
			boolean again = this.statement != null;
			while (again && this.statement != null) {
				cancel(this.statement);
				again = this.executing && this.changed.awaitNanos(INTERVAL) <= 0 && this.executing;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// the end of the call ends the rows
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Cancel what the statement's own thread no longer reads.
	 * @throws SQLException if the database cannot be told
	 */
	void stop() throws SQLException {
		this.lock.lock();
		try {
			if (this.statement != null) {
				this.cancelled = true;
				cancel(this.statement);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void cancel(Statement statement) throws SQLException {
		if (this.executed && RemainingRows.isStreamed(statement, this.driver)) {
			RemainingRows.end(statement);
		}
		else if (this.driver != Driver.POSTGRESQL || !PostgresCancel.cancel(statement.getConnection())) {
			statement.cancel();
		}
	}

	/**
	 * End: from now on nothing is cancelled. PostgreSQL delivers a cancellation as a
	 * signal to the process of the connection. A round trip catches one that arrives
	 * late.
	 * @throws SQLException if the database fails
	 */
	@Override
	public void close() throws SQLException {
		this.lock.lock();
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			Statement ended = this.statement;
			this.statement = null;
			if (this.call != null) {
				this.call.remove(this);
			}
			if (ended != null && this.cancelled && this.driver == Driver.POSTGRESQL) {
				ended.getConnection().isValid(BARRIER_SECONDS);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The execution of a statement.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	public interface Execution<T> {

		/**
		 * Execute.
		 * @return the result
		 * @throws SQLException if the database fails
		 */
		T run() throws SQLException;

	}

}
