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

package io.github.flightspring.handler.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.adapter.jdbc.JdbcToArrowUtils;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a JDBC {@link ResultSet}, with {@code arrow-jdbc} on the class path. It
 * collects the rows into batches and then closes the result set. A cancelled call cancels
 * the statement. The handler method remains responsible for the statement and its
 * connection, unless closing the result set closes them.
 */
final class ResultSetReturnValueHandler implements FlightReturnValueHandler {

	private static final int ROWS_PER_BATCH = 4096;

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (returnType.rawType() != ResultSet.class || !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return (value, invocation) -> {
			try (ResultSet rows = (ResultSet) SinkWriting.required(value)) {
				write(rows, invocation);
			}
		};
	}

	private static void write(ResultSet rows, FlightInvocation invocation) throws Exception {
		Statement statement = rows.getStatement();
		if (statement != null) {
			// not on the transport's thread: the driver calls its database
			invocation.call().onCancel(() -> CompletableFuture.runAsync(() -> cancel(statement)));
		}
		var config = new JdbcToArrowConfigBuilder(invocation.call().allocator(), JdbcToArrowUtils.getUtcCalendar())
			.setTargetBatchSize(ROWS_PER_BATCH)
			.setReuseVectorSchemaRoot(true)
			.build();
		Schema schema = JdbcToArrowUtils.jdbcToArrowSchema(rows.getMetaData(), config);
		try (VectorSchemaRoot empty = VectorSchemaRoot.create(schema, invocation.call().allocator())) {
			invocation.output().start(empty, null);
		}
		try (ArrowVectorIterator batches = JdbcToArrow.sqlToArrowVectorIterator(rows, config)) {
			while (batches.hasNext()) {
				VectorSchemaRoot batch = batches.next();
				if (batch.getRowCount() > 0) {
					invocation.output().write(batch);
				}
			}
		}
	}

	private static void cancel(Statement statement) {
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			// the cancellation of the call ends the rows
		}
	}

}
