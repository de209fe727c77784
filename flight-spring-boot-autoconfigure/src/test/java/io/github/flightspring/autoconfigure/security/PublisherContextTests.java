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

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishers that go on on other threads.
 */
class PublisherContextTests {

	private static final CallOption READER = Headers.authorization(Headers.basic("reader", "reading"));

	private static final CallOption WRITER = Headers.authorization(Headers.basic("writer", "writing"));

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		// as 'spring.reactor.context-propagation=auto' does
		Hooks.enableAutomaticContextPropagation();
		application = RunningApplication.startSecured(new Class<?>[] { Publishers.class, Users.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
		Hooks.disableAutomaticContextPropagation();
	}

	@Test
	void whenRowsComeFromAnotherThreadThenTheCallerIsKnownThere() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(caller(READER)).isEqualTo("reader");
			assertThat(caller(WRITER)).isEqualTo("writer");
		}
	}

	@Test
	void whenAResultComesFromAnotherThreadThenTheCallerIsKnownThere() {
		assertThat(new String(client.doAction(new Action("whoami"), READER).next().getBody())).isEqualTo("reader");
		assertThat(new String(client.doAction(new Action("whoami"), WRITER).next().getBody())).isEqualTo("writer");
	}

	private static String caller(CallOption login) throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("callers"), login);
		try (FlightStream rows = client.getStream(info.getEndpoints().get(0).getTicket(), login)) {
			assertThat(rows.next()).isTrue();
			VarCharVector names = (VarCharVector) rows.getRoot().getVector("name");
			assertThat(rows.getRoot().getRowCount()).isEqualTo(300);
			assertThat(names.getObject(299)).isEqualTo(names.getObject(0));
			return String.valueOf(names.getObject(0));
		}
	}

	/**
	 * Rows and results that are made on Reactor's threads.
	 */
	@FlightEndpoint("callers")
	static class Publishers {

		record Caller(@Nullable String name) {
		}

		@DoGet
		Flux<Caller> rows() {
			return Flux.range(0, 300)
				.publishOn(Schedulers.boundedElastic())
				.map((row) -> new Caller(SecuredService.current()));
		}

		@DoAction("whoami")
		Mono<String> caller() {
			return Mono.just("").publishOn(Schedulers.boundedElastic()).map((text) -> "" + SecuredService.current());
		}

	}

}
