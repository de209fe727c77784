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

package io.github.flightspring.benchmarks.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.jdbc.FlightJdbc;
import io.github.flightspring.jdbc.ResultSetReader;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.adapter.jdbc.JdbcToArrowUtils;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows as flights, down and up.
 */
@FlightEndpoint("readings")
class ReadingFlights {

	static final String QUERY = "select * from readings";

	private static final int BATCH_SIZE = 1000;

	private static final int ARROW_BATCH = 32 * 1024;

	private final FlightJdbc jdbc;

	private final FlightJdbc inserts;

	private final JdbcTemplate template;

	private final DataSource dataSource;

	ReadingFlights(FlightJdbc jdbc, JdbcTemplate template, DataSource dataSource) {
		this.jdbc = jdbc;
		this.template = template;
		this.dataSource = dataSource;
		JdbcTemplate limited = new JdbcTemplate(dataSource);
		// a time limit asks for inserts
		limited.setQueryTimeout(600);
		this.inserts = FlightJdbc.create(limited, ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	@DoGet("starter")
	FlightJdbc.Query starter() {
		return this.jdbc.sql(QUERY);
	}

	@DoGet("starter-rows")
	FlightJdbc.Query rows() {
		// a fetch size asks for rows
		return this.jdbc.sql(QUERY).withFetchSize(BATCH_SIZE);
	}

	@DoGet("arrow-jdbc")
	void arrowJdbc(FlightSink sink, BufferAllocator allocator) throws SQLException, IOException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.setFetchSize(BATCH_SIZE);
				try (ResultSet rows = statement.executeQuery(QUERY);
						ArrowVectorIterator batches = JdbcToArrow.sqlToArrowVectorIterator(rows,
								new JdbcToArrowConfigBuilder(allocator, JdbcToArrowUtils.getUtcCalendar())
									.setTargetBatchSize(ARROW_BATCH)
									.setReuseVectorSchemaRoot(true)
									.build())) {
					while (batches.hasNext()) {
						sink.write(batches.next());
					}
				}
			}
		}
	}

	@DoPut("copy")
	long copy(FlightReader rows) {
		this.template.execute("truncate uploads");
		return this.jdbc.insertInto("uploads").rows(rows);
	}

	@DoPut("inserts")
	long inserts(FlightReader rows) {
		this.template.execute("truncate uploads");
		return this.inserts.insertInto("uploads").rows(rows);
	}

	@DoPut("batch-update")
	@Transactional
	public long batchUpdate(Stream<Reading> rows) {
		this.template.execute("truncate uploads");
		long count = 0;
		List<Object[]> batch = new ArrayList<>();
		for (Iterator<Reading> each = rows.iterator(); each.hasNext();) {
			Reading row = each.next();
			batch.add(new Object[] { row.id(), row.station(), row.temperature(), row.price(), row.name(), row.made(),
					row.valid() });
			if (batch.size() == BATCH_SIZE || !each.hasNext()) {
				this.template.batchUpdate("insert into uploads values (?, ?, ?, ?, ?, ?, ?)", batch);
				count += batch.size();
				batch.clear();
			}
		}
		return count;
	}

}
