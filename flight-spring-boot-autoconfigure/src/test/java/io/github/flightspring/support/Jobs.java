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

package io.github.flightspring.support;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;

/**
 * Flights with the id "job-" and their name, and one row with their name. The flight
 * "endless" has rows until its download ends.
 */
@FlightEndpoint("jobs")
public class Jobs {

	record Row(String text) {
	}

	private final CountDownLatch ended = new CountDownLatch(1);

	/**
	 * Return what the end of a download of the endless flight counts down.
	 * @return the latch
	 */
	public CountDownLatch ended() {
		return this.ended;
	}

	@GetFlightInfo("{job}")
	Flight info(String job) {
		return Flight.of(Row.class).id("job-" + job);
	}

	@DoGet("{job}")
	Stream<Row> rows(String job) {
		return job.equals("endless") ? Stream.generate(() -> new Row("x".repeat(1000))).onClose(this.ended::countDown)
				: Stream.of(new Row(job));
	}

}
