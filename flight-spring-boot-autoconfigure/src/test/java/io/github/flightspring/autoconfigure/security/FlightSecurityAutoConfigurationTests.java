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

import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightQueryAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightSessionAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.FlightGrpcServerAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.PlaintextWarning;
import io.github.flightspring.grpc.GrpcCallSecurity;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.github.flightspring.security.token.FlightTokens;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.grpc.server.GrpcServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class FlightSecurityAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class, FlightAutoConfiguration.class,
				FlightQueryAutoConfiguration.class, FlightSessionAutoConfiguration.class,
				FlightAdmissionAutoConfiguration.class, FlightGrpcServerAutoConfiguration.class,
				FlightGrpcSecurityAutoConfiguration.class, FlightOAuth2AutoConfiguration.class,
				FlightSecurityAutoConfiguration.class, FlightTokenAutoConfiguration.class));

	@Test
	void whenSpringSecurityIsThereThenCallsAreSecured() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
			.hasSingleBean(GrpcCallSecurity.class)
			.hasSingleBean(FlightTokens.class)
			.hasSingleBean(PlaintextWarning.class)
			.hasBean("flightBearerCredentials")
			.doesNotHaveBean("flightOpenWarning"));
	}

	@Test
	void whenSpringSecurityIsMissingThenNothingOfItIsThere() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FlightAuthenticator.class)
				.doesNotHaveBean(GrpcCallSecurity.class)
				.hasBean("flightOpenWarning"));
	}

	@Test
	void whenOAuth2IsMissingThenTheOtherCredentialsAreTaken() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
			.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
				.doesNotHaveBean("flightBearerCredentials")
				.hasBean("flightUnknownBearerCredentials"));
	}

	@Test
	void whenNimbusIsMissingThenHandshakesGiveNoToken() {
		this.runner.withClassLoader(new FilteredClassLoader("com.nimbusds", "org.springframework.security.oauth2"))
			.run((context) -> assertThat(context).hasSingleBean(GrpcCallSecurity.class)
				.doesNotHaveBean(FlightTokens.class));
	}

	@Test
	void whenGrpcIsMissingThenAuthenticationIsThereForOtherTransports() {
		this.runner.withClassLoader(new FilteredClassLoader(GrpcServerFactory.class))
			.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
				.doesNotHaveBean(GrpcCallSecurity.class));
	}

	@Test
	void whenTheApplicationHasRulesThenTheyReplaceTheDefault() {
		FlightSecurity rules = FlightSecurity.authorize((calls) -> calls.anyCall().denyAll());
		this.runner.withBean(FlightSecurity.class, () -> rules)
			.run((context) -> assertThat(context.getBean(FlightSecurity.class)).isSameAs(rules));
	}

	@Test
	void whenAKeyIsWrongThenTheStartFailsAndNamesIt() {
		this.runner
			.withPropertyValues("flight.security.token.keys[0].id=one", "flight.security.token.keys[0].secret=c2hvcnQ=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("flight.security.token.keys[0]")
				.hasMessageContaining("40 bits"));
	}

}
