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

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * The exception for a table that is not there. A client gets NOT_FOUND with the name of
 * the table, which may come from it.
 */
public final class MissingTableException extends InvalidDataAccessResourceUsageException {

	private static final long serialVersionUID = 1L;

	private final String table;

	/**
	 * Create an exception.
	 * @param table the name as it was given
	 * @param schemas the schemas that were searched, none if the name has its own
	 */
	MissingTableException(String table, Collection<@Nullable String> schemas) {
		super("There is no table '%s'".formatted(table) + (schemas.isEmpty() ? ""
				: " in the schemas %s. Write another schema before a dot: 'schema.table'".formatted(schemas)));
		this.table = table;
	}

	/**
	 * The name of the table.
	 * @return the name as it was given
	 */
	public String table() {
		return this.table;
	}

}
