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

package io.github.flightspring.autoconfigure.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.MachineTokens;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A caller that the filter chain authenticates without a name is refused.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnnamedHttpCallerTests {

	@Test
	void whenATokenHasNoSubjectThenTheRequestIsRefused(CapturedOutput output) throws Exception {
		try (HttpApplication application = start()) {
			for (Map<String, Object> claims : List.<Map<String, Object>>of(Map.of("azp", "one"),
					Map.of("azp", "one", "sub", ""))) {
				for (String path : List.of("/flight/numbers", "/flight", "/flight/numbers/parts?info")) {
					HttpResponse<byte[]> response = get(application, path, claims);
					assertThat(response.statusCode()).isEqualTo(401);
					assertThat(new String(response.body(), StandardCharsets.UTF_8))
						.contains("The credentials are not valid", "UNAUTHENTICATED");
				}
			}
			assertThat(get(application, "/flight/numbers", Map.of("sub", "one")).statusCode()).isEqualTo(200);
		}
		assertThat(output).contains("'spring.security.oauth2.resourceserver.jwt.principal-claim-name'");
	}

	@Test
	void whenAClaimNamesThePrincipalThenTheRequestIsServed() throws Exception {
		try (HttpApplication application = start(
				"spring.security.oauth2.resourceserver.jwt.principal-claim-name=azp")) {
			assertThat(get(application, "/flight/numbers", Map.of("azp", "one")).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whenTheContainersPrincipalHasNoNameThenThereIsNoSuchCaller() {
		assertThat(new ServletCaller(null).principal()).isNull();
		assertThat(new ServletCaller(() -> "reader").principal()).isNotNull();
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> new ServletCaller(() -> ""))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
	}

	private static HttpApplication start(String... properties) {
		return HttpApplication.startSecured(new Class<?>[] { NumberFlights.class, MachineTokens.class, Chain.class },
				properties);
	}

	private static HttpResponse<byte[]> get(HttpApplication application, String path, Map<String, Object> claims)
			throws Exception {
		return application
			.send(application.request(path).header("Authorization", "Bearer " + MachineTokens.token(claims)));
	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain web(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

	}

}
