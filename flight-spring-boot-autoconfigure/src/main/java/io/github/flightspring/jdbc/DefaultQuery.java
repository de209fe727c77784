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

import java.util.List;
import java.util.Map;

import io.github.flightspring.jdbc.source.QueryOptions;
import io.github.flightspring.jdbc.source.QueryParameters;
import io.github.flightspring.jdbc.source.QueryRun;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * A query over a template.
 */
final class DefaultQuery implements FlightJdbc.Query {

	private final JdbcTemplate template;

	private final long batchBytes;

	private final String sql;

	private final QueryParameters parameters = new QueryParameters();

	private QueryOptions options;

	DefaultQuery(JdbcTemplate template, long batchBytes, String sql) {
		this.template = template;
		this.batchBytes = batchBytes;
		this.sql = sql;
		this.options = new QueryOptions(template.getFetchSize(), template.getMaxRows(), template.getQueryTimeout());
	}

	@Override
	public FlightJdbc.Query param(@Nullable Object value) {
		this.parameters.add(value);
		return this;
	}

	@Override
	public FlightJdbc.Query param(int index, @Nullable Object value) {
		this.parameters.set(index, value);
		return this;
	}

	@Override
	public FlightJdbc.Query param(int index, @Nullable Object value, int sqlType) {
		this.parameters.set(index, new SqlParameterValue(sqlType, value));
		return this;
	}

	@Override
	public FlightJdbc.Query param(String name, @Nullable Object value) {
		this.parameters.named().addValue(name, value);
		return this;
	}

	@Override
	public FlightJdbc.Query param(String name, @Nullable Object value, int sqlType) {
		this.parameters.named().addValue(name, value, sqlType);
		return this;
	}

	@Override
	public FlightJdbc.Query params(List<?> values) {
		values.forEach(this.parameters::add);
		return this;
	}

	@Override
	public FlightJdbc.Query params(Map<String, ?> values) {
		this.parameters.named().addValues(values);
		return this;
	}

	@Override
	public FlightJdbc.Query paramSource(Object source) {
		this.parameters.source(source);
		return this;
	}

	@Override
	public FlightJdbc.Query paramSource(SqlParameterSource source) {
		this.parameters.source(source);
		return this;
	}

	@Override
	public FlightJdbc.Query withFetchSize(int fetchSize) {
		this.options = new QueryOptions(fetchSize, this.options.maxRows(), this.options.queryTimeout());
		return this;
	}

	@Override
	public FlightJdbc.Query withMaxRows(int maxRows) {
		this.options = new QueryOptions(this.options.fetchSize(), maxRows, this.options.queryTimeout());
		return this;
	}

	@Override
	public FlightJdbc.Query withQueryTimeout(int seconds) {
		this.options = new QueryOptions(this.options.fetchSize(), this.options.maxRows(), seconds);
		return this;
	}

	@Override
	public ArrowReader open(BufferAllocator allocator) {
		QueryRun run = new QueryRun(this.template, this.parameters.bind(this.sql), this.options);
		return new ResultSetReader(run, allocator, this.batchBytes);
	}

	@Override
	public String toString() {
		return "FlightJdbc.Query[" + this.sql + "]";
	}

}
