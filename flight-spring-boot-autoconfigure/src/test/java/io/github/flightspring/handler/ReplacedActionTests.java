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

package io.github.flightspring.handler;

import java.util.stream.StreamSupport;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.FlightConstants;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An action of the application that has the type of a built-in one.
 */
class ReplacedActionTests {

	@Test
	void whenAnActionHasTheTypeOfABuiltInOneThenItReplacesIt() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Own.class)) {
			assertThat(calls.action("CancelFlightInfo", "x")).containsExactly("own x");
			assertThat(StreamSupport.stream(calls.client().listActions().spliterator(), false)
				.filter((type) -> type.getType().equals(FlightConstants.CANCEL_FLIGHT_INFO.getType()))
				.map(ActionType::getDescription)).containsExactly("our own");
		}
	}

	record Row(String text) {
	}

	@FlightEndpoint("rows")
	static class Own {

		@DoGet
		java.util.List<Row> rows() {
			return java.util.List.of();
		}

		@DoAction(value = "CancelFlightInfo", description = "our own")
		String cancel(String body) {
			return "own " + body;
		}

	}

}
