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
import java.util.Objects;

import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightQueryAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightSessionAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.FlightGrpcServerAutoConfiguration;
import io.github.flightspring.grpc.GrpcCallSecurity;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.github.flightspring.security.token.FlightTokens;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FlightSecurityAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SecurityAutoConfiguration.class, FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
				FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
				FlightGrpcServerAutoConfiguration.class, FlightGrpcSecurityAutoConfiguration.class,
				FlightOAuth2AutoConfiguration.class, FlightSecurityAutoConfiguration.class,
				FlightSecurityPartsAutoConfiguration.class, FlightTokenAutoConfiguration.class));

	@Test
	void whenSpringSecurityIsThereThenCallsAreSecured(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
			.hasSingleBean(GrpcCallSecurity.class)
			.hasSingleBean(FlightTokens.class)
			.hasBean("flightPlaintextWarning")
			.hasBean("flightBearerCredentials"));
		assertThat(output).doesNotContain("Flight is open to everyone").contains("can be read on the way");
	}

	@Test
	void whenSpringSecurityIsMissingThenNothingOfItIsThereAndTheStartSaysSo(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FlightAuthenticator.class)
				.doesNotHaveBean(GrpcCallSecurity.class));
		assertThat(output).containsOnlyOnce("Flight is open to everyone");
	}

	@Test
	void whenTheAutoConfigurationIsExcludedThenTheStartSaysThatFlightIsOpen(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
					FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
					FlightGrpcServerAutoConfiguration.class, FlightSecurityPartsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("Flight is open to everyone");
	}

	@Test
	void whenBootsModuleIsMissingThenTheStartFailsAndNamesIt() {
		assertMissing(new FilteredClassLoader("org.springframework.boot.security"),
				"org.springframework.boot:spring-boot-security");
	}

	@Test
	void whenTheConfigurationOfSpringSecurityIsMissingThenTheStartFailsAndNamesIt() {
		assertMissing(new FilteredClassLoader("org.springframework.security.config"),
				"org.springframework.security:spring-security-config");
	}

	@Test
	void whenSpringSecurityForTheWebIsMissingThenAllButCertificatesIsThere() {
		ApplicationContextRunner withoutWeb = this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.security.web"));
		withoutWeb.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
			.hasSingleBean(GrpcCallSecurity.class)
			.doesNotHaveBean("flightCertificateCredentials"));
		withoutWeb.withPropertyValues("spring.grpc.server.ssl.client-auth=require")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidFlightSecurityException.class)
				.hasMessageContaining("org.springframework.security:spring-security-web")
				.hasMessageContaining("spring.grpc.server.ssl.client-auth"));
	}

	private void assertMissing(FilteredClassLoader loader, String artifact) {
		this.runner.withClassLoader(loader).run((context) -> {
			assertThat(context).getFailure()
				.isInstanceOf(InvalidFlightSecurityException.class)
				.hasMessageContaining(artifact);
			assertThat(actions(context.getStartupFailure())).singleElement().asString().contains(artifact);
		});
	}

	private static List<String> actions(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation(FlightSecurity.class.getClassLoader())
			.load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog("analyzers")))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().contains("flightspring"))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.map(FailureAnalysis::getAction)
			.toList();
	}

	@Test
	void whenBootsAutoConfigurationIsExcludedThenCallsAreSecured() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
					FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
					FlightGrpcServerAutoConfiguration.class, FlightGrpcSecurityAutoConfiguration.class,
					FlightSecurityAutoConfiguration.class))
			.withPropertyValues("spring.security.user.password=x")
			.run((context) -> assertThat(context).hasSingleBean(GrpcCallSecurity.class));
	}

	@Test
	void whenThereAreTwoUserServicesThenTheStartFailsAndNamesThem() {
		this.runner.withBean("first", UserDetailsService.class, InMemoryUserDetailsManager::new)
			.withBean("second", UserDetailsService.class, InMemoryUserDetailsManager::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("first,second"));
	}

	@Test
	void whenThereAreTwoDecodersThenTheStartFailsAndNamesThem() {
		JwtDecoder decoder = (token) -> {
			throw new BadJwtException("never");
		};
		this.runner.withBean("first", JwtDecoder.class, () -> decoder)
			.withBean("second", JwtDecoder.class, () -> decoder)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("first,second"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x509.principal-pattern=CN=.*", "handshake.timeout=0s", "login-throttle.failures=-1",
			"login-throttle.period=0s", "token.lifetime=-1h", "token.issuer=", "token.max-age=1m" })
	void whenAPropertyMakesNoSenseThenTheStartFailsAndNamesIt(String property) {
		this.runner.withPropertyValues("flight.security." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("flight.security." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void whenOAuth2IsMissingThenTheOtherCredentialsAreTaken() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
			.run((context) -> assertThat(context).hasSingleBean(FlightAuthenticator.class)
				.doesNotHaveBean("flightBearerCredentials"));
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
