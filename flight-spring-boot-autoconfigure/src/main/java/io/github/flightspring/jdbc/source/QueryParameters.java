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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.SqlParameter;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.util.Assert;

/**
 * The values of a query's parameters, named or positional.
 */
public final class QueryParameters {

	private final List<@Nullable Object> positional = new ArrayList<>();

	private final MapSqlParameterSource named = new MapSqlParameterSource();

	private @Nullable SqlParameterSource source;

	/**
	 * Add the next positional value.
	 * @param value the value
	 */
	public void add(@Nullable Object value) {
		this.positional.add(value);
	}

	/**
	 * Set a positional value.
	 * @param index the index, from 1
	 * @param value the value
	 */
	public void set(int index, @Nullable Object value) {
		Assert.isTrue(index >= 1, () -> "The index of a parameter begins at 1, not " + index);
		while (this.positional.size() < index) {
			this.positional.add(null);
		}
		this.positional.set(index - 1, value);
	}

	/**
	 * The named values.
	 * @return the values, to add to
	 */
	public MapSqlParameterSource named() {
		return this.named;
	}

	/**
	 * Take the named values from an object.
	 * @param source a source, a record or a bean
	 */
	public void source(Object source) {
		this.source = (source instanceof SqlParameterSource values) ? values
				: new SimplePropertySqlParameterSource(source);
	}

	/**
	 * Bind the values to a query.
	 * @param sql the query
	 * @return the query as the driver takes it
	 */
	public BoundSql bind(String sql) {
		boolean hasNamed = this.named.hasValues();
		Assert.state(!hasNamed || this.source == null,
				"A query has its named parameters one by one or from a source, not both");
		Assert.state(this.positional.isEmpty() || (!hasNamed && this.source == null),
				"A query has named or positional parameters, not both");
		if (this.source != null || hasNamed) {
			return bindNamed(sql, (this.source != null) ? this.source : this.named);
		}
		return new BoundSql(sql, new ArgumentPreparedStatementSetter(this.positional.toArray()));
	}

	private static BoundSql bindNamed(String sql, SqlParameterSource values) {
		ParsedSql parsed = NamedParameterUtils.parseSqlStatement(sql);
		String positional = NamedParameterUtils.substituteNamedParameters(parsed, values);
		List<SqlParameter> declared = NamedParameterUtils.buildSqlParameterList(parsed, values);
		@Nullable Object[] arguments = NamedParameterUtils.buildValueArray(parsed, values, null);
		return new BoundSql(positional,
				new PreparedStatementCreatorFactory(positional, declared).newPreparedStatementSetter(arguments));
	}

}
