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

package io.github.flightspring.autoconfigure.security;

import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tickets that were made elsewhere, in the hands of callers who may not use them.
 */
class RawTicketSecurityTests {

	private static final CallOption NOBODY = Headers.option("x-nothing", "");

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication.startSecured(new Class<?>[] { Payroll.class, Users.class, Rules.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenTheCallerMayThenTheTicketIsGood() throws Exception {
		try (FlightStream rows = client.getStream(RawTickets.ticket("rawpay"), Users.WRITER)) {
			assertThat(rows.next()).isTrue();
		}
	}

	@Test
	void whenTheCallerMayNotThenTheAnswerDoesNotNameTheFlight() {
		for (String ticket : List.of("rawpay", "rawopen")) {
			FlightRuntimeException refused = refused(ticket, NOBODY);
			assertThat(refused.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
			assertThat(refused.status().description()).startsWith("DoGet with this ticket needs credentials")
				.doesNotContain("payroll", "accounts");
		}
		FlightRuntimeException denied = refused("rawopen", Users.READER);
		assertThat(denied.status().code()).isEqualTo(FlightStatusCode.UNAUTHORIZED);
		assertThat(denied.status().description()).isEqualTo("The caller may not call DoGet with this ticket");
	}

	@Test
	void whenTheFlightIsHiddenThenTheTicketIsLikeOneThatDoesNotExist() {
		FlightRuntimeException hidden = refused("rawpay", Users.READER);
		FlightRuntimeException unknown = refused("rawpax", Users.READER);
		assertThat(hidden.status().code()).isEqualTo(unknown.status().code());
		assertThat(hidden.status().description()).isEqualTo(unknown.status().description());
	}

	@Test
	void whenTheFlightIsNamedThenTheRefusalRepeatsTheName() {
		FlightRuntimeException refused = catchThrowableOfType(FlightRuntimeException.class,
				() -> client.getInfo(FlightDescriptor.path("accounts", "raw"), Users.READER));
		assertThat(refused.status().description()).contains("'accounts/raw'");
	}

	private static FlightRuntimeException refused(String ticket, CallOption caller) {
		return catchThrowableOfType(FlightRuntimeException.class, () -> {
			try (FlightStream rows = client.getStream(RawTickets.ticket(ticket), caller)) {
				rows.next();
			}
		});
	}

	@FlightEndpoint
	static class Payroll {

		record Row(String value) {
		}

		@DoGet(path = "payroll/raw", ticket = "rawpay")
		List<Row> payroll() {
			return List.of(new Row("payroll"));
		}

		@DoGet(path = "accounts/raw", ticket = "rawopen")
		List<Row> accounts() {
			return List.of(new Row("accounts"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		// a rule that lets anybody in, so that anonymous calls get as far as the tickets
		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity.authorize((calls) -> calls.path("payroll/**")
				.hidden()
				.hasRole("WRITER")
				.path("accounts/**")
				.hasRole("WRITER")
				.path("free/**")
				.permitAll()
				.anyCall()
				.authenticated());
		}

	}

}
