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

import io.github.flightspring.jdbc.load.TableLoad;
import org.apache.arrow.vector.ipc.ArrowReader;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

/**
 * An upload over a template.
 */
final class DefaultInsert implements FlightJdbc.Insert {

	private static final int BATCH_SIZE = 1000;

	private final JdbcTemplate template;

	private final String table;

	private int batchSize = BATCH_SIZE;

	DefaultInsert(JdbcTemplate template, String table) {
		this.template = template;
		this.table = table;
	}

	@Override
	public FlightJdbc.Insert withBatchSize(int rows) {
		Assert.isTrue(rows > 0, () -> "The number of rows must be positive, not " + rows);
		this.batchSize = rows;
		return this;
	}

	@Override
	public long rows(ArrowReader reader) {
		return new TableLoad(this.template, this.table, this.batchSize).load(reader);
	}

}
