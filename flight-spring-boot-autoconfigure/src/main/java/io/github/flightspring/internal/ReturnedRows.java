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

package io.github.flightspring.internal;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * The types that a handler may return as rows, as messages list them. A type is left out
 * if its library is not on the class path.
 */
public final class ReturnedRows {

	private static final boolean SPRING_JDBC = isPresent("org.springframework.jdbc.core.JdbcTemplate");

	private static final boolean REACTOR = isPresent("reactor.core.publisher.Flux");

	private ReturnedRows() {
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ReturnedRows.class.getClassLoader());
	}

	/**
	 * The types of rows, the containers of several rows, and what has rows.
	 * @return the types, as a part of a sentence
	 */
	public static String types() {
		List<String> containers = new ArrayList<>(
				List.of("a Stream", "Iterator", "Iterable", "array", "Optional", "CompletionStage"));
		if (REACTOR) {
			containers.add("publisher");
		}
		if (KotlinDetector.isKotlinPresent()) {
			containers.add("Sequence");
		}
		return "records, classes or interfaces with properties, maps with a declared schema, or VectorSchemaRoots, "
				+ "alone or in %s, or those of an ArrowReader%s".formatted(or(containers),
						SPRING_JDBC ? ", FlightJdbc.Query or java.sql.ResultSet" : " or java.sql.ResultSet");
	}

	/**
	 * The types of the results of a database.
	 * @return the types, as a part of a sentence
	 */
	public static String results() {
		return SPRING_JDBC ? "a FlightJdbc.Query or java.sql.ResultSet" : "a java.sql.ResultSet";
	}

	private static String or(List<String> names) {
		int last = names.size() - 1;
		return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
	}

}
