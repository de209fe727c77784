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

package io.github.flightspring.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.support.IdleStreams;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that open calls without end.
 */
class OpenCallLimitTests {

	@RegisterExtension
	static final ScriptedServer narrow = new ScriptedServer("flight.server.max-concurrent-calls-per-connection=20");

	@ParameterizedTest
	@ValueSource(strings = { "Handshake", "GetFlightInfo", "DoGet", "DoPut", "DoExchange", "DoAction" })
	void whenAClientIgnoresTheLimitOfItsConnectionThenFurtherCallsAreRefused(String method) throws Exception {
		RunningApplication application = narrow.application();
		narrow.scripted().produce((call) -> Stream.of());
		try (IdleStreams flood = new IdleStreams(application.port())) {
			flood.open(method, 500);
			flood.awaitEnded(480);
			assertThat(limit(application).calls()).isEqualTo(20);
			assertServed(application);
		}
		Awaitility.await().untilAsserted(() -> assertThat(limit(application).calls()).isZero());
	}

	@Test
	void whenTheServerHasAsManyCallsAsItTakesThenThoseWhoHaveFewAreServed() throws Exception {
		try (RunningApplication application = start("flight.server.max-open-calls=100")) {
			List<IdleStreams> floods = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				floods.add(new IdleStreams(application.port()));
				floods.get(i).open("GetFlightInfo", 200);
			}
			for (IdleStreams flood : floods) {
				flood.awaitEnded(100);
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(limit(application).calls()).isBetween(100, 100 + 50 + 34 + 25));
			assertServed(application);
			for (IdleStreams flood : floods) {
				flood.close();
			}
			Awaitility.await().untilAsserted(() -> assertThat(limit(application).calls()).isZero());
			application.awaitNoCalls();
		}
	}

	@Test
	void whenCallsEndThenOthersTakeTheirPlace() throws Exception {
		try (RunningApplication application = start("flight.server.max-open-calls=1",
				"flight.server.max-concurrent-calls-per-connection=1")) {
			FlightClient client = application.client();
			for (int i = 0; i < 200; i++) {
				assertThat(client.doAction(new Action("scripted"))).toIterable().isEmpty();
			}
		}
	}

	private static RunningApplication start(String... properties) {
		RunningApplication application = RunningApplication.start(Scripted.class, properties);
		application.context().getBean(Scripted.class).produce((call) -> Stream.of());
		return application;
	}

	private static OpenCallLimit limit(RunningApplication application) {
		return application.context().getBean(OpenCallLimit.class);
	}

	private static void assertServed(RunningApplication application) {
		assertThat(application.client().doAction(new Action("scripted"))).toIterable().isEmpty();
	}

}
