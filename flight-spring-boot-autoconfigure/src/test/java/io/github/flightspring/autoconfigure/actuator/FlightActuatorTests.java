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

package io.github.flightspring.autoconfigure.actuator;

import java.util.List;

import io.github.flightspring.admission.FlightDrain;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint.Calls;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint.Listed;
import io.github.flightspring.query.engine.QueryStatus;
import io.github.flightspring.session.store.FlightSessions;
import io.github.flightspring.session.store.SessionStatus;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightInfo;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The actuator endpoints of a running server.
 */
class FlightActuatorTests {

	private static FlightCalls calls;

	private static FlightActuatorEndpoint endpoint;

	@BeforeAll
	static void start() {
		calls = run();
		endpoint = context().getBean(FlightActuatorEndpoint.class);
	}

	private static FlightCalls run() {
		return FlightCalls.start(new Class<?>[] { Scripted.class, Reports.class },
				"management.endpoints.web.exposure.include=flight,health");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAskedWhatIsServedThenHandlersAndSchemas() {
		assertThat(endpoint.flight().handlers()).filteredOn((handler) -> handler.flight().equals("reports/{year}"))
			.singleElement()
			.satisfies((handler) -> {
				assertThat(handler.rpc()).isEqualTo("DoGet");
				assertThat(handler.method()).contains("Reports.report");
				assertThat(handler.schema())
					.extracting(HandlerDescription.Column::name, HandlerDescription.Column::type)
					.containsExactly(tuple("text", "utf8"));
			});
	}

	@Test
	void whenACallRunsThenItIsShownAndCanBeCancelled() throws Exception {
		Scripted scripted = context().getBean(Scripted.class);
		scripted.play((exchange) -> exchange.write(Integer.MAX_VALUE, 100_000));
		try (WireCall<?> call = calls.wire().get(Scripted.TICKET, new Metadata())) {
			Awaitility.await().until(() -> !running().isEmpty() && running().get(0).waitingFor().startsWith("client"));
			CallDescription running = running().get(0);
			assertThat(running.flight()).isEqualTo("scripted");
			assertThat(running.waitingFor()).isEqualTo("client to take");
			assertThat(running.sent().rows()).isPositive();
			assertThat(running.bytesPerSecond()).isPositive();
			assertThat(running.peer()).contains("127.0.0.1");
			assertThat(endpoint.one("calls", running.id())).isInstanceOf(CallDescription.class);
			assertThat(endpoint.end("calls", running.id()).getStatus())
				.isEqualTo(WebEndpointResponse.STATUS_NO_CONTENT);
			assertThat(call.status().getCode()).isEqualTo(Status.Code.CANCELLED);
			assertThat(call.status().getDescription()).contains("An operator cancelled");
			Awaitility.await().until(() -> running().isEmpty());
			assertThat(endpoint.end("calls", running.id()).getStatus()).isEqualTo(WebEndpointResponse.STATUS_NOT_FOUND);
		}
	}

	@Test
	void whenAQueryHasRunThenItIsShownAndCanBeCancelled() {
		assertThat(calls.rows("reports")).containsExactly("yearly");
		List<?> queries = listed("queries");
		assertThat(queries).singleElement().isInstanceOfSatisfying(QueryStatus.class, (query) -> {
			assertThat(query.flight()).isEqualTo("reports");
			assertThat(query.state()).isEqualTo(QueryStatus.State.DONE);
			assertThat(query.spooledBytes()).isPositive();
			assertThat(endpoint.end("queries", query.id()).getStatus())
				.isEqualTo(WebEndpointResponse.STATUS_NO_CONTENT);
		});
		assertThat(listed("queries")).singleElement()
			.extracting((query) -> ((QueryStatus) query).state())
			.isEqualTo(QueryStatus.State.CANCELLED);
	}

	@Test
	void whenASessionIsThereThenItIsShownWithoutItsIdAndCanBeClosed() {
		FlightSessions sessions = context().getBean(FlightSessions.class);
		String id = sessions.create("alice");
		assertThat(listed("sessions")).singleElement().isInstanceOfSatisfying(SessionStatus.class, (session) -> {
			assertThat(session.principal()).isEqualTo("alice");
			assertThat(session.toString()).doesNotContain(id);
			assertThat(endpoint.end("sessions", session.key()).getStatus())
				.isEqualTo(WebEndpointResponse.STATUS_NO_CONTENT);
		});
		assertThat(sessions.options(id, "alice")).isNull();
		assertThat(endpoint.section("nothing")).isNull();
	}

	@Test
	void whenTheServerShutsDownThenHealthSaysSo() throws Exception {
		try (FlightCalls leaving = run()) {
			ApplicationContext context = leaving.application().context();
			HealthIndicator indicator = context.getBean(FlightHealthIndicator.class);
			Health up = indicator.health();
			assertThat(up.getStatus()).isEqualTo(org.springframework.boot.health.contributor.Status.UP);
			assertThat(up.getDetails()).containsKeys("memory", "calls", "spool");
			context.getBean(FlightDrain.class).refuse();
			assertThat(indicator.health().getStatus())
				.isEqualTo(org.springframework.boot.health.contributor.Status.OUT_OF_SERVICE);
		}
	}

	@Test
	void whenInfoIsAskedForThenVersions() {
		Info.Builder builder = new Info.Builder();
		new FlightInfoContributor().contribute(builder);
		assertThat(builder.build().getDetails().get("flight"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.extractingByKey("versions")
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
			.containsKeys("starter", "arrow", "flight")
			.containsEntry("arrow", "19.0.0");
	}

	@Test
	void whenNoManifestTellsTheVersionThenMavensDescriptorDoes() {
		assertThat(FlightInfoContributor.described(FlightInfo.class, "org.apache.arrow/flight-core"))
			.isEqualTo("19.0.0");
		assertThat(FlightInfoContributor.described(FlightInfo.class, "org.apache.arrow/nothing")).isEqualTo("unknown");
	}

	private static List<CallDescription> running() {
		return ((Calls) endpoint.section("calls")).calls();
	}

	private static List<?> listed(String section) {
		return ((Listed) endpoint.section(section)).items();
	}

	private static ApplicationContext context() {
		return calls.application().context();
	}

	record Report(String text) {
	}

	@FlightEndpoint("reports")
	static class Reports {

		@DoGet("{year}")
		List<Report> report(int year) {
			return List.of(new Report("of " + year));
		}

		@FlightQuery
		List<Report> all() {
			return List.of(new Report("yearly"));
		}

	}

}
