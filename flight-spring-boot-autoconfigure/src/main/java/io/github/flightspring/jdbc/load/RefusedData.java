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

import java.sql.SQLException;
import java.util.Set;

import io.github.flightspring.jdbc.read.PostgresDriver;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The errors of databases about rows that are stored.
 */
final class RefusedData {

	// datatype_mismatch and cannot_coerce
	private static final Set<String> MISMATCHES = Set.of("42804", "42846");

	// of MySQL and MariaDB, for values that are no value of their column
	private static final Set<Integer> MYSQL = Set.of(1265, 1292, 1366, 1367);

	private RefusedData() {
	}

	/**
	 * Whether the database refuses a value or a row. A key that exists already is another
	 * error.
	 * @param translated Spring's exception, or {@code null}
	 */
	static boolean is(SQLException failure, @Nullable DataAccessException translated) {
		if (translated != null && translated.getClass() == DataIntegrityViolationException.class) {
			return true;
		}
		String state = failure.getSQLState();
		if (state == null) {
			// DuckDB has no codes
			return String.valueOf(failure.getMessage()).startsWith("Conversion Error");
		}
		return MISMATCHES.contains(state) || (state.equals("HY000") && MYSQL.contains(failure.getErrorCode()));
	}

	/**
	 * Return the exception for a refusal.
	 * @param row the row, from 0, or -1 if it is not known
	 */
	static RefusedDataException of(SQLException failure, long row) {
		String place = (row >= 0) ? "row " + row : "";
		if (place.isEmpty() && PostgresDriver.PRESENT) {
			place = PostgresPlace.of(failure);
		}
		return new RefusedDataException(place, failure);
	}

}
