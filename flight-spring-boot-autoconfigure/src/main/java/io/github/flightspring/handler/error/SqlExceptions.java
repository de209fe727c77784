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
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.util.ClassUtils;

/**
 * The translation of exceptions of JDBC that no library of Spring's has translated, such
 * as those of a {@link java.sql.ResultSet} that a handler returns. Without
 * {@code spring-jdbc} on the class path, they are not translated.
 */
final class SqlExceptions {

	private static final boolean SPRING_JDBC = ClassUtils.isPresent(
			"org.springframework.jdbc.support.SQLExceptionSubclassTranslator", SqlExceptions.class.getClassLoader());

	// of PostgreSQL, and of SQL's call level interface
	private static final Set<String> OUT_OF_MEMORY = Set.of("53200", "HY001");

	private SqlExceptions() {
	}

	/**
	 * Translate an exception.
	 * @return Spring's exception, or the given one if it has no translation
	 */
	static Throwable translate(Throwable exception) {
		Throwable translated = (SPRING_JDBC && exception instanceof SQLException failure) ? Spring.translate(failure)
				: null;
		return (translated != null) ? translated : exception;
	}

	/**
	 * Whether the database, or Spring for it, says that its memory does not suffice. The
	 * same call would need as much again.
	 */
	static boolean isOutOfMemory(Throwable exception) {
		Throwable cause = (exception instanceof SQLException) ? exception : exception.getCause();
		return cause instanceof SQLException failure && OUT_OF_MEMORY.contains(String.valueOf(failure.getSQLState()));
	}

	private static final class Spring {

		private static final SQLExceptionSubclassTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

		static @Nullable Throwable translate(SQLException failure) {
			return TRANSLATOR.translate("JDBC", null, failure);
		}

	}

}
