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

package io.github.flightspring.readme;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

// snippet: quickstart
@SpringBootApplication
public class Quickstart {

	public static void main(String[] args) {
		SpringApplication.run(Quickstart.class, args);
	}

}

@FlightEndpoint("readings")
class Readings {

	record Reading(Instant at, String sensor, double celsius) {
	}

	private final Map<String, List<Reading>> bySensor = new ConcurrentHashMap<>();

	@DoGet("{sensor}")
	List<Reading> of(String sensor) {
		return this.bySensor.getOrDefault(sensor, List.of());
	}

	@DoPut("{sensor}")
	long store(String sensor, Stream<Reading> rows) {
		List<Reading> stored = rows.toList();
		this.bySensor.put(sensor, stored);
		return stored.size();
	}

}
// end
