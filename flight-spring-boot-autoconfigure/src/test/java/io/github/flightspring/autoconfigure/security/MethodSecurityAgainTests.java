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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring Security's annotations on ways on which the method that has them is not invoked.
 */
class MethodSecurityAgainTests {

	private static final CallOption TEMP = Headers.authorization(Headers.basic("temp", "temping"));

	private static RunningApplication application;

	private static FlightClient client;

	private static InMemoryUserDetailsManager users;

	@BeforeAll
	static void start() {
		application = RunningApplication
			.startSecured(new Class<?>[] { Reports.class, Users.class, MethodSecurity.class });
		client = application.client();
		users = application.context().getBean(InMemoryUserDetailsManager.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@BeforeEach
	void hire() {
		users.createUser(User.withUsername("temp").password("{noop}temping").roles("HR").build());
	}

	@AfterEach
	void leave() {
		users.deleteUser("temp");
	}

	private void demote() {
		users.updateUser(User.withUsername("temp").password("{noop}temping").roles("READER").build());
	}

	@Test
	void whenARightIsGoneThenWhatAQueryHasMadeIsGoneToo() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("report"), TEMP);
		PollInfo poll = client.pollInfo(FlightDescriptor.path("report"), TEMP);
		FlightDescriptor polled = FlightDescriptor.command(poll.getFlightInfo().getAppMetadata());
		assertThat(SecuredCalls.rows(client, info, TEMP)).isEqualTo(1);
		client.pollInfo(polled, TEMP);
		client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), TEMP);
		demote();
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> SecuredCalls.rows(client, info, TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.pollInfo(polled, TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.getInfo(polled, TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.getSchema(polled, TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.cancelFlightInfo(new CancelFlightInfoRequest(info), TEMP));
		// those that are the same share a query that has run already
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.getInfo(FlightDescriptor.path("report"), TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> client.pollInfo(FlightDescriptor.path("report"), TEMP));
	}

	@Test
	void whenARightIsThereThenAQueryIsCancelled() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("report"), TEMP);
		assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), TEMP).getStatus())
			.isEqualTo(CancelStatus.CANCELLED);
	}

	@Test
	void whenARightIsGoneThenATicketIsNeitherRenewedNorCancelled() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("payroll"), TEMP);
		client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), TEMP);
		demote();
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.cancelFlightInfo(new CancelFlightInfoRequest(info), TEMP));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> SecuredCalls.rows(client, info, TEMP));
	}

	@Test
	void whenAnExpressionUsesAPathVariableThenItIsThatOfTheQuery() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("homes", "reader"), Users.READER);
		assertThat(SecuredCalls.rows(client, info, Users.READER)).isEqualTo(1);
		client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), Users.READER);
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.getInfo(FlightDescriptor.path("homes", "writer"), Users.READER));
	}

	@Test
	void whenAQueryIsGuardedThenItIsListedForThoseWhomItLetsIn() {
		assertThat(SecuredCalls.listed(client, TEMP)).containsExactlyInAnyOrder("report", "payroll", "summary",
				"described");
		assertThat(SecuredCalls.listed(client, Users.READER)).isEmpty();
	}

	@Test
	void whenAnotherMethodDescribesAGuardedQueryThenItDoesForThoseWhomTheQueryLetsIn() {
		assertThat(client.getSchema(FlightDescriptor.path("summary"), TEMP).getSchema().getFields()).hasSize(1);
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.getSchema(FlightDescriptor.path("summary"), Users.READER));
	}

	@Test
	void whenAGuardedFlightIsDescribedThenItsMethodIsNotInvoked() throws Exception {
		int invoked = Reports.payrolls.get();
		FlightInfo info = client.getInfo(FlightDescriptor.path("payroll"), TEMP);
		client.getSchema(FlightDescriptor.path("payroll"), TEMP);
		assertThat(SecuredCalls.listed(client, TEMP)).contains("payroll");
		assertThat(client.getInfo(FlightDescriptor.path("described"), TEMP).getSchema().getFields()).hasSize(1);
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.getInfo(FlightDescriptor.path("payroll"), Users.READER));
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> client.getInfo(FlightDescriptor.path("described"), Users.READER));
		assertThat(Reports.payrolls).hasValue(invoked);
		assertThat(SecuredCalls.rows(client, info, TEMP)).isEqualTo(1);
		assertThat(Reports.payrolls).hasValue(invoked + 1);
	}

	@Test
	void whenAFlightIsNotThereThenGuardedOnesAreNotNamedNearby() {
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> client.getInfo(FlightDescriptor.path("summari"), Users.READER))
			.satisfies((ex) -> {
				assertThat(ex.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND);
				assertThat(ex.status().description()).doesNotContain("summary");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class MethodSecurity {

	}

	record Row(String value) {
	}

	@FlightEndpoint
	static class Reports {

		static final AtomicInteger payrolls = new AtomicInteger();

		@GetFlightInfo("described")
		public Flight describeRows() {
			return Flight.of(Row.class);
		}

		@DoGet("described")
		@PreAuthorize("hasRole('HR')")
		public List<Row> described() {
			return payroll();
		}

		@FlightQuery(path = "report", shared = true)
		@PreAuthorize("hasRole('HR')")
		public List<Row> report() {
			return List.of(new Row("secret"));
		}

		@FlightQuery("homes/{user}")
		@PreAuthorize("#user == authentication.name")
		public List<Row> home(String user) {
			return List.of(new Row(user));
		}

		@FlightQuery("results")
		@PostAuthorize("hasRole('HR')")
		public List<Row> results() {
			return List.of(new Row("secret"));
		}

		@DoGet(path = "payroll", expiresAfter = "1h")
		@PreAuthorize("hasRole('HR')")
		public List<Row> payroll() {
			payrolls.incrementAndGet();
			return List.of(new Row("secret"));
		}

		@GetSchema("summary")
		public Class<?> describe() {
			return Row.class;
		}

		@FlightQuery("summary")
		@PreAuthorize("hasRole('HR')")
		public List<Row> summary() {
			return List.of(new Row("secret"));
		}

	}

}
