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

import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What failed logins lead to.
 */
class LoginTests {

	@Test
	void whenTenThousandLoginsFailThenAGoodOneIsAsFastAsBefore() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(
				new Class<?>[] { SecuredService.class, SlowUsers.class },
				"flight.security.login-throttle.failures=5")) {
			FlightClient client = application.client();
			long before = login(client);
			Runnable attack = () -> {
				FlightClient attacker = application.client();
				for (int i = 0; i < 5000; i++) {
					int attempt = i;
					assertThatExceptionOfType(FlightRuntimeException.class)
						.isThrownBy(() -> call(attacker, "guest" + attempt, "wrong"))
						.satisfies((ex) -> assertThat(ex.status().code()).isIn(FlightStatusCode.UNAUTHENTICATED,
								FlightStatusCode.RESOURCE_EXHAUSTED));
				}
			};
			Thread one = new Thread(attack);
			Thread other = new Thread(attack);
			one.start();
			other.start();
			long during = Long.MAX_VALUE;
			while (one.isAlive() || other.isAlive()) {
				during = Math.min(during, login(client));
			}
			assertThat(during).isLessThan(2 * before);
		}
	}

	private static long login(FlightClient client) {
		long best = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			long start = System.nanoTime();
			assertThat(call(client, "reader", "reading")).startsWith("reader");
			best = Math.min(best, System.nanoTime() - start);
		}
		return best;
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
	void whenSpringSecurityUserIsConfiguredThenHeMayLogIn() throws Exception {
		try (RunningApplication application = RunningApplication.startSecured(new Class<?>[] { SecuredService.class },
				"spring.security.user.name=boot", "spring.security.user.password=booting")) {
			assertThat(call(application.client(), "boot", "booting")).startsWith("boot");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Audit {

		@Bean
		InMemoryAuditEventRepository auditEvents() {
			return new InMemoryAuditEventRepository();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SlowUsers {

		@Bean
		BCryptPasswordEncoder passwordEncoder() {
			return new BCryptPasswordEncoder();
		}

		@Bean
		InMemoryUserDetailsManager slowUsers(BCryptPasswordEncoder encoder) {
			return new InMemoryUserDetailsManager(
					User.withUsername("reader").password(encoder.encode("reading")).roles("READER").build());
		}

	}

}
