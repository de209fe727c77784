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

import javax.sql.DataSource;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Queries and uploads of a database as batches of Arrow. The starter provides a bean of
 * this type over the {@link DataSource} of the application. A handler method returns a
 * query: <pre class="code">
 * &#64;DoGet("orders/{customer}")
 * FlightJdbc.Query orders(String customer) {
 *     return this.jdbc.sql("select * from orders where customer = :customer").param("customer", customer);
 * }
 * </pre>
 * <p>
 * An instance may be used by several threads. Exceptions of the database are translated
 * to Spring's {@link org.springframework.dao.DataAccessException}.
 */
public interface FlightJdbc {

	/**
	 * Create an instance over a data source.
	 * @param dataSource the data source
	 * @return the instance
	 */
	static FlightJdbc create(DataSource dataSource) {
		return create(new JdbcTemplate(dataSource), ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	/**
	 * Create an instance with the settings of a template: its data source, fetch size,
	 * maximum number of rows, query timeout and exception translator.
	 * @param template the template
	 * @param batchBytes the size in bytes from which on a batch is full
	 * @return the instance
	 */
	static FlightJdbc create(JdbcTemplate template, long batchBytes) {
		return new DefaultFlightJdbc(template, batchBytes);
	}

	/**
	 * Begin a query.
	 * @param sql the query, with named parameters such as {@code :customer} or with
	 * positional ones, {@code ?}
	 * @return the query
	 */
	Query sql(String sql);

	/**
	 * Begin an upload into a table.
	 * @param table the name of the table, which may have its schema before a dot. Without
	 * one, the table is in the current schema or, for PostgreSQL, in one of the search
	 * path. The name is quoted, so that it may come from a client. Where the database has
	 * no table of exactly this name, upper and lower case are tried. A client gets
	 * NOT_FOUND if there is none
	 * @return the upload
	 */
	Insert insertInto(String table);

	/**
	 * A query that a handler method returns. It is executed when its rows are read.
	 * Describing the flight asks the database for the columns only. The query joins the
	 * transaction of the thread that reads it, if there is one. Otherwise it has a
	 * connection, and a transaction, of its own.
	 * <p>
	 * Rows of PostgreSQL come by COPY where the query has neither parameters nor options
	 * and all types of its columns have a known binary form.
	 * <p>
	 * A query that fails with its data, such as a division by zero, is an error of the
	 * server: a client gets INTERNAL.
	 */
	interface Query {

		/**
		 * Add the value of the next positional parameter.
		 * @param value the value
		 * @return this query
		 */
		Query param(@Nullable Object value);

		/**
		 * Set the value of a positional parameter.
		 * @param index the index, from 1
		 * @param value the value
		 * @return this query
		 */
		Query param(int index, @Nullable Object value);

		/**
		 * Set the value of a positional parameter with an SQL type.
		 * @param index the index, from 1
		 * @param value the value
		 * @param sqlType the type, as in {@link java.sql.Types}
		 * @return this query
		 */
		Query param(int index, @Nullable Object value, int sqlType);

		/**
		 * Set the value of a named parameter. A collection is expanded to a list of
		 * values, as in {@code customer in (:customers)}.
		 * @param name the name, without the colon
		 * @param value the value
		 * @return this query
		 */
		Query param(String name, @Nullable Object value);

		/**
		 * Set the value of a named parameter with an SQL type.
		 * @param name the name, without the colon
		 * @param value the value
		 * @param sqlType the type, as in {@link java.sql.Types}
		 * @return this query
		 */
		Query param(String name, @Nullable Object value, int sqlType);

		/**
		 * Add the values of positional parameters.
		 * @param values the values in order
		 * @return this query
		 */
		Query params(List<?> values);

		/**
		 * Set the values of named parameters.
		 * @param values the values by name
		 * @return this query
		 */
		Query params(Map<String, ?> values);

		/**
		 * Take the values of named parameters from the properties of an object.
		 * @param source a record or a bean
		 * @return this query
		 */
		Query paramSource(Object source);

		/**
		 * Take the values of named parameters from a source.
		 * @param source the source
		 * @return this query
		 */
		Query paramSource(SqlParameterSource source);

		/**
		 * Set the number of rows that the driver fetches at a time. By default it is that
		 * of the template or, if the template has none, a number with which the driver
		 * reads large results row by row. With PostgreSQL, a fetch size asks for rows in
		 * place of a COPY.
		 * @param fetchSize the number of rows
		 * @return this query
		 */
		Query withFetchSize(int fetchSize);

		/**
		 * Set the maximum number of rows. Further rows are dropped.
		 * @param maxRows the number of rows
		 * @return this query
		 */
		Query withMaxRows(int maxRows);

		/**
		 * Set the time limit of the execution.
		 * @param seconds the limit in seconds
		 * @return this query
		 */
		Query withQueryTimeout(int seconds);

		/**
		 * Open the query, for a caller that reads the rows itself. Nothing is executed
		 * before the reader is asked for its schema or its rows.
		 * @param allocator the allocator of the batches
		 * @return the reader, which the caller closes
		 */
		ArrowReader open(BufferAllocator allocator);

	}

	/**
	 * An upload of rows into a table. It joins the transaction of the thread, if there is
	 * one. Otherwise it has a transaction of its own: either all rows are stored or none.
	 * <p>
	 * Rows go into PostgreSQL by COPY where it stores what inserts store. A time limit,
	 * of the template or of the transaction, asks for inserts.
	 */
	interface Insert {

		/**
		 * Set the number of rows of a batch of inserts. By default it is 1000. A copy has
		 * no batches.
		 * @param rows the number of rows
		 * @return this upload
		 */
		Insert withBatchSize(int rows);

		/**
		 * Insert all rows of a reader. Each column of the reader must be one of the
		 * table, and the reader must have each column of the table that is neither
		 * nullable nor has a default. Names match exactly or, if none does, without
		 * regard to case.
		 * @param reader the reader, which the caller closes
		 * @return the number of rows
		 * @throws io.github.flightspring.arrow.RecordMappingException if the columns or
		 * their types do not match those of the table, or a value does not fit its column
		 * exactly; a client gets INVALID_ARGUMENT with the message
		 * @throws org.springframework.dao.InvalidDataAccessResourceUsageException if
		 * there is no such table; a client gets NOT_FOUND
		 * @throws org.springframework.dao.DataAccessException if the database refuses the
		 * rows; for a value or a row that it cannot store, a client gets INVALID_ARGUMENT
		 * with the place, as far as the database tells it
		 */
		long rows(ArrowReader reader);

	}

}
