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

package io.github.flightspring.autoconfigure.grpc;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances that share keys and a store, behind something that sends each call to
 * either of them.
 */
class SharedStateTests {

	private static RunningApplication one;

	private static RunningApplication other;

	@BeforeAll
	static void start() {
		Store.shared = new InMemoryFlightStateStore(1000, 1 << 20, Clock.systemUTC());
		one = instance();
		other = instance();
	}

	private static RunningApplication instance() {
		return RunningApplication.start(new Class<?>[] { Rows.class, Store.class }, "flight.ticket.keys[0].id=shared",
				"flight.ticket.keys[0].secret=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
				"flight.session.enabled=true");
	}

	@AfterAll
	static void stop() throws Exception {
		one.close();
		other.close();
	}

	@Test
	void whenATicketIsOfTheOtherInstanceThenItIsGoodUntilItIsCancelledAnywhere() throws Exception {
		FlightInfo info = one.client().getInfo(FlightDescriptor.path("rows"));
		Ticket ticket = info.getEndpoints().get(0).getTicket();
		assertThat(rows(other.client(), ticket)).isEqualTo(1);
		other.client().cancelFlightInfo(new CancelFlightInfoRequest(info));
		assertFails(FlightStatusCode.CANCELLED, () -> rows(one.client(), ticket));
		assertFails(FlightStatusCode.CANCELLED, () -> rows(other.client(), ticket));
	}

	@Test
	void whenAResultIsOnTheOtherInstanceThenAClientMayTryAgain() throws Exception {
		FlightInfo info = one.client().getInfo(FlightDescriptor.path("rows", "query"));
		Ticket ticket = info.getEndpoints().get(0).getTicket();
		assertThat(rows(one.client(), ticket)).isEqualTo(1);
		assertFails(FlightStatusCode.UNAVAILABLE, () -> rows(other.client(), ticket));
	}

	@Test
	void whenASessionWasMadeOnTheOtherInstanceThenItIsKnown() {
		FlightClientMiddleware.Factory cookies = new ClientCookieMiddleware.Factory();
		one.client(cookies)
			.setSessionOptions(new SetSessionOptionsRequest(
					Map.of("mode", SessionOptionValueFactory.makeSessionOptionValue("fast"))));
		assertThat(other.client(cookies).getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions())
			.containsOnlyKeys("mode");
	}

	private static long rows(FlightClient client, Ticket ticket) throws Exception {
		long rows = 0;
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

	@Configuration(proxyBeanMethods = false)
	static class Store {

		static FlightStateStore shared = new InMemoryFlightStateStore(1, 1, Clock.systemUTC());

		@Bean
		FlightStateStore store() {
			return shared;
		}

	}

	@FlightEndpoint("rows")
	static class Rows {

		record Row(int n) {
		}

		@DoGet
		List<Row> rows() {
			return List.of(new Row(1));
		}

		@FlightQuery("query")
		List<Row> query() {
			return List.of(new Row(1));
		}

	}

}
