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

package io.github.flightspring.interop.ends;

import java.time.Duration;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;

/**
 * Calls that take longer than any client waits.
 */
@FlightEndpoint
class Deadlines {

	private final Witness witness;

	Deadlines(Witness witness) {
		this.witness = witness;
	}

	@DoAction(type = "slow", description = "Answers after a minute")
	void action(String id, FlightCall call) throws Exception {
		this.witness.watch(id, call, Deadlines::sleep);
	}

	@DoGet(path = "slow/{id}", schema = Nothing.class)
	void get(String id, FlightCall call, FlightSink sink) throws Exception {
		this.witness.watch(id, call, Deadlines::sleep);
	}

	@DoAction(type = "time-left", description = "Tells the milliseconds until the deadline")
	String timeLeft(FlightCall call) {
		Duration left = call.timeRemaining();
		return (left != null) ? Long.toString(left.toMillis()) : "none";
	}

	private static void sleep() throws InterruptedException {
		Thread.sleep(60_000);
	}

	/**
	 * A row, of which there are none.
	 *
	 * @param id a number
	 */
	record Nothing(int id) {

	}

}
