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

package io.github.flightspring.jdbc;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

/**
 * Queries and uploads over a template.
 */
final class DefaultFlightJdbc implements FlightJdbc {

	private final JdbcTemplate template;

	private final long batchBytes;

	DefaultFlightJdbc(JdbcTemplate template, long batchBytes) {
		Assert.notNull(template.getDataSource(), "The template has no DataSource");
		this.template = template;
		this.batchBytes = batchBytes;
	}

	@Override
	public Query sql(String sql) {
		Assert.hasText(sql, "The query is empty");
		return new DefaultQuery(this.template, this.batchBytes, sql);
	}

	@Override
	public Insert insertInto(String table) {
		Assert.hasText(table, "The name of the table is empty");
		return new DefaultInsert(this.template, table);
	}

}
