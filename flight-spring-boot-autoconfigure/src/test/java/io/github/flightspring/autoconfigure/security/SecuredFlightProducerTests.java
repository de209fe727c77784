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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rules and callers of an application's own {@code FlightProducer}. The build runs these
 * tests in a JVM with the flag that Arrow's server needs.
 */
@EnabledIf("io.github.flightspring.autoconfigure.grpc.NioAccess#isOpen")
class SecuredFlightProducerTests {

	private static final CallOption READER = Headers.authorization(Headers.basic("reader", "reading"));

	private static final CallOption WRITER = Headers.authorization(Headers.basic("writer", "writing"));

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication
			.startSecured(new Class<?>[] { Producers.class, Users.class, RulesByRpc.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenACallerIsAuthenticatedThenTheProducerKnowsTheName() {
		assertThat(SecuredCalls.who(client, READER)).isEqualTo("reader");
		assertThat(SecuredCalls.who(client, WRITER)).isEqualTo("writer");
	}

	@Test
	void whenACallerHasNoCredentialsThenOnlyTheRpcThatIsForAllIsOpen() {
		assertThat(client.listActions()).extracting(ActionType::getType).containsExactly("who");
		assertThat(status(() -> SecuredCalls.who(client))).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
		assertThat(status(() -> client.getInfo(FlightDescriptor.path("a"))))
			.isEqualTo(FlightStatusCode.UNAUTHENTICATED);
	}

	@Test
	void whenARuleIsAboutAnRpcThenItIsAsked() {
		FlightDescriptor flight = FlightDescriptor.path("a");
		assertThat(status(() -> client.getInfo(flight, READER))).isEqualTo(FlightStatusCode.UNAUTHORIZED);
		assertThat(status(() -> client.getInfo(flight, WRITER))).isEqualTo(FlightStatusCode.UNIMPLEMENTED);
	}

	@Test
	void whenAHandshakeIsDoneThenItsTokenIsTaken() {
		assertThat(SecuredCalls.who(client, client.authenticateBasicToken("reader", "reading").orElseThrow()))
			.isEqualTo("reader");
	}

	@Test
	void whenARuleIsAboutAPathThenTheStartFails() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> RunningApplication
				.startSecured(new Class<?>[] { Producers.class, Users.class, RulesByPath.class })
				.close())
			.havingRootCause()
			.isInstanceOf(InvalidFlightSecurityException.class)
			.withMessageContaining("FlightProducer");
	}

	private static FlightStatusCode status(ThrowingCallable call) {
		FlightRuntimeException thrown = (FlightRuntimeException) assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(call)
			.actual();
		return thrown.status().code();
	}

	@Configuration(proxyBeanMethods = false)
	static class RulesByRpc {

		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity.authorize((calls) -> calls.rpc(FlightRpc.LIST_ACTIONS)
				.permitAll()
				.rpc(FlightRpc.GET_FLIGHT_INFO)
				.hasRole("WRITER")
				.anyCall()
				.authenticated());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesByPath {

		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity
				.authorize((calls) -> calls.path("vault/**").hasRole("WRITER").anyCall().authenticated());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Producers {

		@Bean
		FlightProducer producer() {
			return new NoOpFlightProducer() {

				@Override
				public void listActions(CallContext context, StreamListener<ActionType> listener) {
					listener.onNext(new ActionType("who", ""));
					listener.onCompleted();
				}

				@Override
				public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
					listener.onNext(new Result(context.peerIdentity().getBytes(StandardCharsets.UTF_8)));
					listener.onCompleted();
				}

			};
		}

	}

}
