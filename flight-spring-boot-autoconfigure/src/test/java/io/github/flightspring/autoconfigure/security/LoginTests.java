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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The consequences of failed logins.
 */
class LoginTests {

	// that few are checked is what keeps good ones fast, whatever else the machine does
	@Test
	void whenTenThousandLoginsFailThenFewAreCheckedAndGoodOnesGoOn() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(
				new Class<?>[] { SecuredService.class, SlowUsers.class }, "flight.security.login-throttle.failures=5",
				"flight.security.login-throttle.period=1d")) {
			FlightClient client = application.client();
			CountingEncoder encoder = application.context().getBean(CountingEncoder.class);
			assertThat(call(client, "reader", "reading")).startsWith("reader");
			AtomicInteger refused = new AtomicInteger();
			Runnable attack = () -> {
				FlightClient attacker = application.client();
				for (int i = 0; i < 5000; i++) {
					int attempt = i;
					assertThatExceptionOfType(FlightRuntimeException.class)
						.isThrownBy(() -> call(attacker, "guest" + attempt, "wrong"))
						.satisfies((ex) -> assertThat(ex.status().code()).isIn(FlightStatusCode.UNAUTHENTICATED,
								FlightStatusCode.RESOURCE_EXHAUSTED));
					refused.incrementAndGet();
				}
			};
			CompletableFuture<Void> one = CompletableFuture.runAsync(attack, (task) -> new Thread(task).start());
			CompletableFuture<Void> other = CompletableFuture.runAsync(attack, (task) -> new Thread(task).start());
			int good = 0;
			while (!one.isDone() || !other.isDone()) {
				assertThat(call(client, "reader", "reading")).startsWith("reader");
				good++;
			}
			CompletableFuture.allOf(one, other).get();
			assertThat(refused).hasValue(10_000);
			assertThat(good).isPositive();
			assertThat(encoder.wrong).hasPositiveValue().hasValueLessThan(7);
		}
	}

	private static String call(FlightClient client, String user, String password) {
		return new String(client.doAction(new Action("who"), Headers.authorization(Headers.basic(user, password)))
			.next()
			.getBody(), StandardCharsets.UTF_8);
	}

	@Test
	void whenCallsAreRefusedThenTheyAreAudited() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(
				new Class<?>[] { SecuredService.class, Users.class, Audit.class },
				"flight.security.login-throttle.failures=1")) {
			FlightClient client = application.client();
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> call(client, "reader", "wrong"));
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> call(client, "reader", "wrong"));
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> client.doAction(new Action("who")).next());
			List<AuditEvent> events = application.context().getBean(AuditEventRepository.class).find(null, null, null);
			assertThat(events).extracting(AuditEvent::getPrincipal).containsExactly("reader", "reader", "anonymous");
			assertThat(events).extracting(AuditEvent::getType)
				.containsExactly("AUTHENTICATION_FAILURE", "AUTHENTICATION_FAILURE", "AUTHORIZATION_FAILURE");
			assertThat(events).extracting(AuditEvent::getData)
				.allSatisfy((data) -> assertThat(((Map<?, ?>) data).get("details").toString()).contains("127.0.0.1")
					.doesNotContain("wrong"));
		}
	}

	@Test
	void whenSpringSecurityUserIsConfiguredThenTheUserMayLogIn() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(new Class<?>[] { SecuredService.class },
				"spring.security.user.name=boot", "spring.security.user.password=booting")) {
			assertThat(call(application.client(), "boot", "booting")).startsWith("boot");
		}
	}

	@Test
	void whenApiKeysAreGuessedThenThatIsAuditedAndThrottled() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(
				new Class<?>[] { SecuredService.class, ApiKeys.class, Audit.class },
				"flight.security.login-throttle.failures=2", "flight.security.login-throttle.period=1d")) {
			FlightClient client = application.client();
			assertThat(callByKey(client, "good")).startsWith("robot");
			assertThat(ApiKeys.ROBOT.getDetails()).isNull();
			for (int i = 0; i < 2; i++) {
				assertThat(refusal(client, "wrong")).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
			}
			assertThat(refusal(client, "wrong")).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
			assertThat(callByKey(client, "good")).startsWith("robot");
			List<AuditEvent> events = application.context().getBean(AuditEventRepository.class).find(null, null, null);
			assertThat(events).hasSize(3).allSatisfy((event) -> {
				assertThat(event.getType()).isEqualTo("AUTHENTICATION_FAILURE");
				assertThat(event.getData().get("details").toString()).contains("127.0.0.1");
			});
		}
	}

	@Test
	void whenABearerTokenIsRefusedThenTheAuditDoesNotRepeatIt() throws Exception {
		try (RunningApplication application = RunningApplication
			.startSecured(new Class<?>[] { SecuredService.class, Users.class, Audit.class })) {
			FlightClient client = application.client();
			CallOption token = Headers.authorization(Headers.bearer("eyJ.secret.token"));
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> client.doAction(new Action("who"), token).next());
			List<AuditEvent> events = application.context().getBean(AuditEventRepository.class).find(null, null, null);
			assertThat(events).isNotEmpty().allSatisfy((event) -> {
				assertThat(event.getPrincipal()).isEqualTo("bearer");
				assertThat(event.toString()).doesNotContain("secret");
			});
		}
	}

	private static String callByKey(FlightClient client, String key) {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert("x-api-key", key);
		return new String(client.doAction(new Action("who"), new HeaderCallOption(headers)).next().getBody(),
				StandardCharsets.UTF_8);
	}

	private static FlightStatusCode refusal(FlightClient client, String key) {
		try {
			callByKey(client, key);
			throw new AssertionError("The call was not refused");
		}
		catch (FlightRuntimeException ex) {
			return ex.status().code();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Audit {

		@Bean
		InMemoryAuditEventRepository auditEvents() {
			return new InMemoryAuditEventRepository();
		}

	}

	private static final class CountingEncoder implements PasswordEncoder {

		private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();

		private final AtomicInteger wrong = new AtomicInteger();

		@Override
		public String encode(CharSequence password) {
			return this.encoder.encode(password);
		}

		@Override
		public boolean matches(CharSequence password, String encoded) {
			boolean matches = this.encoder.matches(password, encoded);
			if (!matches) {
				this.wrong.incrementAndGet();
			}
			return matches;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ApiKeys {

		static final TestingAuthenticationToken ROBOT = new TestingAuthenticationToken("robot", "", "ROLE_READER");

		@Bean
		FlightAuthenticationConverter apiKeys() {
			return (request) -> {
				if (!request.headers().containsKey("x-api-key")) {
					return null;
				}
				if (!"good".equals(request.headers().get("x-api-key"))) {
					throw new BadCredentialsException("No such key");
				}
				return ROBOT;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SlowUsers {

		@Bean
		CountingEncoder passwordEncoder() {
			return new CountingEncoder();
		}

		@Bean
		InMemoryUserDetailsManager slowUsers(CountingEncoder encoder) {
			return new InMemoryUserDetailsManager(
					User.withUsername("reader").password(encoder.encode("reading")).roles("READER").build());
		}

	}

}
