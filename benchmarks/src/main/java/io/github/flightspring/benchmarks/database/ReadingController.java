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

import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rows as JSON over Spring MVC.
 */
@RestController
class ReadingController {

	private final JdbcClient jdbc;

	ReadingController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@GetMapping("/readings")
	List<Reading> readings() {
		return this.jdbc.sql(ReadingFlights.QUERY).query(Reading.class).stream().filter(Objects::nonNull).toList();
	}

}
