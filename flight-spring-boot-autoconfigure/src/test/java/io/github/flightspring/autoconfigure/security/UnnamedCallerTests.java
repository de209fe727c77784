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
import java.util.Map;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.support.MachineTokens;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Callers whose credentials are good and do not say who they are. What outlives a call is
 * bound to a name, so that all of them would be one.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnnamedCallerTests {

	private static final FlightDescriptor WHO = FlightDescriptor.path("who");

	@Test
	void whenATokenHasNoSubjectThenItIsRefusedAsBadCredentialsAre(CapturedOutput output) throws Exception {
		try (RunningApplication application = start()) {
			FlightClient client = application.client();
			for (Map<String, Object> claims : List.<Map<String, Object>>of(Map.of("azp", "one"),
					Map.of("azp", "one", "sub", ""), Map.of("azp", "one", "sub", " "))) {
				CallOption unnamed = bearer(claims);
				assertRefused(() -> client.getInfo(WHO, unnamed));
				assertRefused(() -> client.getStream(new Ticket(new byte[] { 1 }), unnamed).next());
				assertRefused(() -> client.doAction(new Action("who"), unnamed).next());
				assertRefused(() -> client.handshake(unnamed));
			}
			assertThat(SecuredCalls.who(client, bearer(Map.of("azp", "one", "sub", "two")))).startsWith("two");
		}
		assertThat(output).contains("'spring.security.oauth2.resourceserver.jwt.principal-claim-name'");
	}

	@Test
	void whenAConverterGivesNoNameThenTheCallIsRefused() throws Exception {
		try (RunningApplication application = start()) {
			FlightClient client = application.client();
			assertRefused(() -> client.getInfo(WHO, Headers.option("x-api-key", "")));
			assertRefused(() -> client.getInfo(WHO, Headers.option("x-api-key", " ")));
			assertThat(SecuredCalls.who(client, Headers.option("x-api-key", "key 42"))).startsWith("key 42");
		}
	}

	@Test
	void whenAClaimNamesThePrincipalThenEveryClientHasItsOwnTickets() throws Exception {
		try (RunningApplication application = start(
				"spring.security.oauth2.resourceserver.jwt.principal-claim-name=azp")) {
			FlightClient client = application.client();
			CallOption one = bearer(Map.of("azp", "one"));
			CallOption two = bearer(Map.of("azp", "two"));
			Ticket ticket = client.getInfo(WHO, one).getEndpoints().get(0).getTicket();
			try (FlightStream rows = client.getStream(ticket, one)) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getRoot().getVector(0).getObject(0)).hasToString("one");
			}
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> {
				try (FlightStream rows = client.getStream(ticket, two)) {
					rows.next();
				}
			}).satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHORIZED));
			assertRefused(() -> client.getInfo(WHO, bearer(Map.of("client_id", "three"))));
		}
	}

	private static RunningApplication start(String... properties) {
		return RunningApplication.startSecured(
				new Class<?>[] { SecuredService.class, Users.class, MachineTokens.class, Keys.class }, properties);
	}

	private static CallOption bearer(Map<String, Object> claims) {
		return Headers.authorization(Headers.bearer(MachineTokens.token(claims)));
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
			assertThat(ex.status().description()).isEqualTo("The credentials are not valid");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Keys {

		@Bean
		FlightAuthenticationConverter apiKeys() {
			return (request) -> request.headers().containsKey("x-api-key")
					? new TestingAuthenticationToken(request.headers().get("x-api-key"), "", "ROLE_KEY") : null;
		}

	}

}
