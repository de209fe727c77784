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

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The cancellation of whatever a connection of PostgreSQL does. The cancellation of a
 * statement ends its execution, but not the fetching of its rows.
 */
final class PostgresCancel {

	// by name, so that the driver is no dependency
	private static final @Nullable Method CANCEL = find();

	private PostgresCancel() {
	}

	private static @Nullable Method find() {
		try {
			Class<?> type = ClassUtils.forName("org.postgresql.PGConnection", PostgresCancel.class.getClassLoader());
			return ReflectionUtils.findMethod(type, "cancelQuery");
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * Cancel.
	 * @return whether the connection is one of PostgreSQL's driver
	 */
	static boolean cancel(Connection connection) throws SQLException {
		if (CANCEL == null || !connection.isWrapperFor(CANCEL.getDeclaringClass())) {
			return false;
		}
		ReflectionUtils.invokeMethod(CANCEL, connection.unwrap(CANCEL.getDeclaringClass()));
		return true;
	}

}
