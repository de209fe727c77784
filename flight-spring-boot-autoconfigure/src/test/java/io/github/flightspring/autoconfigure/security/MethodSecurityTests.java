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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Security's annotations on handlers.
 */
class MethodSecurityTests {

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication
			.startSecured(new Class<?>[] { Homes.class, Vault.class, Users.class, Rules.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAnExpressionUsesAPathVariableThenItGetsTheOneOfTheCall() throws Exception {
		assertThat(get(FlightDescriptor.path("homes", "reader"), Users.READER)).isEqualTo(1);
		assertThat(get(FlightDescriptor.path("homes", "writer"), Users.WRITER)).isEqualTo(1);
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> get(FlightDescriptor.path("homes", "writer"), Users.READER));
	}

	@Test
	void whenAnExpressionUsesACommandThenItGetsTheOneOfTheCall() throws Exception {
		assertThat(get(command(10), Users.READER)).isEqualTo(1);
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> get(command(11), Users.READER));
		assertThat(get(command(11), Users.WRITER)).isEqualTo(1);
	}

	@Test
	void whenAMethodIsSecuredByRoleThenOthersAreDenied() {
		assertThat(client.doAction(new Action("secured"), Users.WRITER).next().getBody()).isNotEmpty();
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.doAction(new Action("secured"), Users.READER).next());
	}

	@Test
	void whenAClassIsSecuredThenAllItsHandlersAre() throws Exception {
		assertThat(get(FlightDescriptor.path("vault"), Users.WRITER)).isEqualTo(1);
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> get(FlightDescriptor.path("vault"), Users.READER));
	}

	@Test
	void whenAListIsFilteredThenOnlyWhatIsLeftIsListed() {
		assertThat(SecuredCalls.listed(client, Users.READER)).containsExactly("listed/reader");
		assertThat(SecuredCalls.listed(client, Users.WRITER)).containsExactlyInAnyOrder("listed/reader",
				"listed/writer", "vault");
	}

	private static long get(FlightDescriptor descriptor, CallOption caller) throws Exception {
		return SecuredCalls.rows(client, client.getInfo(descriptor, caller), caller);
	}

	private static FlightDescriptor command(int most) {
		return FlightDescriptor
			.command(("{\"type\":\"biggest\",\"most\":%d}".formatted(most)).getBytes(StandardCharsets.UTF_8));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity(securedEnabled = true)
	static class Rules {

	}

	record Row(String value) {
	}

	record Biggest(int most) {
	}

	@FlightEndpoint("homes")
	static class Homes {

		@DoGet("{user}")
		@PreAuthorize("#user == authentication.name")
		public List<Row> of(String user) {
			return List.of(new Row(user));
		}

		@DoGet(command = "biggest")
		@PreAuthorize("#biggest.most() <= 10 or hasRole('WRITER')")
		public List<Row> biggest(@FlightCommand Biggest biggest) {
			return List.of(new Row("" + biggest.most()));
		}

		@DoAction("secured")
		@Secured("ROLE_WRITER")
		public String secured() {
			return "done";
		}

		@ListFlights
		@PostFilter("hasRole('WRITER') or filterObject.descriptor().path.contains(authentication.name)")
		public List<Flight> more() {
			return new ArrayList<>(List.of(Flight.of(Row.class).path("listed", "reader"),
					Flight.of(Row.class).path("listed", "writer")));
		}

	}

	@FlightEndpoint("vault")
	@PreAuthorize("hasRole('WRITER')")
	static class Vault {

		@DoGet
		public List<Row> content() {
			return List.of(new Row("gold"));
		}

	}

}
