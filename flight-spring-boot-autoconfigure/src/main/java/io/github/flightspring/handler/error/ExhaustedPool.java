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

package io.github.flightspring.handler.error;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The exceptions of pools that have no free connection: those of HikariCP, Tomcat and
 * Commons DBCP. HikariCP throws the same type when the database is away, but then with
 * the exception of the driver.
 */
final class ExhaustedPool {

	private ExhaustedPool() {
	}

	/**
	 * The message of the pool, which has its name.
	 * @return the message, or {@code null} for any other exception
	 */
	static @Nullable String message(Throwable exception) {
		return is(exception) ? String.valueOf(exception.getMessage()) : null;
	}

	private static boolean is(Throwable exception) {
		if (exception instanceof SQLTransientConnectionException transientFailure) {
			return transientFailure.getCause() == null && transientFailure.getSQLState() == null;
		}
		return exception instanceof SQLException && (exception.getCause() instanceof NoSuchElementException
				|| exception.getClass().getSimpleName().equals("PoolExhaustedException"));
	}

}
