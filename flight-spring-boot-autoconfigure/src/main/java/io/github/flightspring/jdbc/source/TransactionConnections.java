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

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The connections of Spring's transactions on the current thread.
 */
final class TransactionConnections {

	private static final boolean SPRING_JDBC = ClassUtils.isPresent(
			"org.springframework.jdbc.datasource.DataSourceUtils", TransactionConnections.class.getClassLoader());

	private TransactionConnections() {
	}

	/**
	 * Whether a transaction owns a connection and closes it at its end.
	 */
	static boolean own(Connection connection) {
		return SPRING_JDBC && Spring.own(connection);
	}

	private static final class Spring {

		static boolean own(Connection connection) {
			return TransactionSynchronizationManager.getResourceMap()
				.keySet()
				.stream()
				.anyMatch((key) -> key instanceof DataSource source
						&& DataSourceUtils.isConnectionTransactional(connection, source));
		}

	}

}
