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

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.sample.duckdb.DuckDb;

import org.springframework.stereotype.Component;

/**
 * The months that the departures fall into. The file never changes, so they are counted
 * once.
 */
@Component
class DepartureMonths {

	private final List<Month> months = new ArrayList<>();

	private final long departures;

	DepartureMonths(DuckDb duckDb) throws SQLException {
		long count = 0;
		try (Connection connection = duckDb.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("""
						SELECT year(date) AS year, month(date) AS month, count(*)
						FROM departures GROUP BY ALL ORDER BY ALL""")) {
			while (rows.next()) {
				this.months.add(new Month(rows.getInt(1), rows.getInt(2)));
				count += rows.getLong(3);
			}
		}
		this.departures = count;
	}

	/**
	 * The months, first to last.
	 * @return the months
	 */
	List<Month> all() {
		return this.months;
	}

	/**
	 * The number of departures in all months.
	 * @return the number of rows
	 */
	long departures() {
		return this.departures;
	}

}
