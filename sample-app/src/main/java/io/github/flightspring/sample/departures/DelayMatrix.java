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

package io.github.flightspring.sample.departures;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.vector.ipc.ArrowReader;

import org.springframework.beans.factory.annotation.Value;

/**
 * A query that takes its time: the mean delay by origin, destination and month, one month
 * after the other, with a pause after each so that its progress can be watched.
 */
@FlightEndpoint("departures")
class DelayMatrix {

	private static final String SQL = """
			SELECT origin, destination, month(date)::INTEGER AS month, count(*) AS flights, avg(delay) AS mean_delay
			FROM departures WHERE date >= ? AND date < ?
			GROUP BY ALL ORDER BY ALL""";

	private final DuckDb duckDb;

	private final DepartureMonths months;

	private final Duration pause;

	DelayMatrix(DuckDb duckDb, DepartureMonths months, @Value("${sample.delay-matrix-pause:1s}") Duration pause) {
		this.duckDb = duckDb;
		this.months = months;
		this.pause = pause;
	}

	@FlightQuery(command = "delay-matrix", description = "Mean delay in minutes by origin, destination and month")
	void compute(FlightSink sink, FlightProgress progress, FlightCall call)
			throws SQLException, IOException, InterruptedException {
		List<Month> all = this.months.all();
		progress.update(0, all.size());
		for (int done = 0; done < all.size(); done++) {
			Month month = all.get(done);
			try (ArrowReader rows = this.duckDb.query(call, SQL, month.start(), month.end())) {
				if (!sink.isStarted()) {
					sink.start(rows.getVectorSchemaRoot(), null);
				}
				while (rows.loadNextBatch()) {
					sink.write(rows.getVectorSchemaRoot());
				}
			}
			Thread.sleep(this.pause.toMillis());
			progress.update(done + 1, all.size());
		}
	}

}
