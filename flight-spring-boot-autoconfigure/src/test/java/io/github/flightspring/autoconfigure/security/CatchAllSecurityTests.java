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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The rules for a path hold for every form of it, where a catch-all serves every form.
 */
class CatchAllSecurityTests {

	private static final List<String> SLASHES = List.of("", "/", "//", "///", "./", "/./", "../", "/../", "%2F", "\\",
			"..%2F", "\uFF0F");

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication.startSecured(new Class<?>[] { Files.class, Users.class, Rules.class },
				"flight.ticket.accept-paths=true");
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	private static Set<List<String>> forms(String first, String second) {
		Set<List<String>> forms = new LinkedHashSet<>();
		for (String slash : SLASHES) {
			add(forms, slash + first + "/" + second);
			add(forms, first + "/" + second + slash);
			add(forms, "/" + first + "/" + slash + second + "/");
			for (String other : List.of("", "/")) {
				add(forms, other + first + (slash.isEmpty() ? "/" : slash) + second);
				forms.add(List.of(slash, first, other, second));
				forms.add(List.of(slash + first, other + second));
			}
		}
		return forms;
	}

	private static void add(Set<List<String>> forms, String path) {
		forms.add(List.of(path));
		forms.add(List.of(path.split("/", -1)));
	}

	/**
	 * Whether an application that folds slashes would take a path for one that is
	 * guarded.
	 */
	private static boolean isGuarded(List<String> path) {
		return String.join("/", path).replaceAll("/+", "/").replaceAll("^/", "").startsWith("secret/");
	}

	@Test
	void whenAPathHasEmptySegmentsThenTheRulesForItWithoutThemHold() {
		int served = 0;
		for (List<String> path : forms("secret", "x")) {
			String answer = get(path, Users.READER);
			assertThat(answer).as(path.toString()).isNotEqualTo("UNKNOWN").isNotEqualTo("INTERNAL");
			if (isGuarded(path)) {
				assertThat(answer).as(path.toString()).isIn("UNAUTHORIZED", "INVALID_ARGUMENT");
				served += get(path, Users.WRITER).startsWith("served ") ? 1 : 0;
			}
		}
		assertThat(served).isGreaterThan(50);
	}

	@Test
	void whenAHiddenPathHasEmptySegmentsThenItStaysHidden() {
		for (List<String> path : forms("hidden", "x")) {
			String text = String.join("/", path).replaceAll("/+", "/").replaceAll("^/", "");
			if (text.startsWith("hidden/")) {
				assertThat(get(path, Users.READER)).as(path.toString()).isIn("NOT_FOUND", "INVALID_ARGUMENT");
			}
		}
	}

	@Test
	void whenARuleHasAVariableThenEmptySegmentsDoNotShiftIt() {
		assertThat(get(List.of("home", "reader", "x"), Users.READER)).isEqualTo("served home/reader/x");
		assertThat(get(List.of("home", "reader", "", "writer"), Users.READER)).isEqualTo("served home/reader//writer");
		for (List<String> path : forms("home", "writer")) {
			String text = String.join("/", path).replaceAll("/+", "/").replaceAll("^/", "");
			if (text.equals("home/writer") || text.startsWith("home/writer/")) {
				assertThat(get(path, Users.READER)).as(path.toString()).isIn("UNAUTHORIZED", "INVALID_ARGUMENT");
			}
		}
		assertThat(get(List.of("", "home", "", "writer"), Users.READER)).isEqualTo("UNAUTHORIZED");
	}

	@Test
	void whenAllSegmentsAreEmptyThenTheRuleForEveryPathHolds() {
		for (String path : List.of("", "/", "//")) {
			assertThat(get(List.of(path), Users.READER)).isEqualTo("UNAUTHORIZED");
			assertThat(get(List.of(path), Users.WRITER)).isEqualTo("served " + path);
		}
	}

	private static String get(List<String> path, CallOption caller) {
		FlightDescriptor descriptor = FlightDescriptor.path(path);
		Throwable info = catchThrowable(() -> client.getInfo(descriptor, caller));
		String byTicket = RawTickets.get(client, RawTickets.ticket(String.join("/", path)), caller);
		if (info != null) {
			String code = ((FlightRuntimeException) info).status().code().name();
			assertThat(byTicket).as("as a ticket: " + path).isEqualTo(code);
			return code;
		}
		assertThat(RawTickets.get(client, client.getInfo(descriptor, caller).getEndpoints().get(0).getTicket(), caller))
			.isEqualTo(byTicket);
		return byTicket;
	}

	record Row(String text) {
	}

	@FlightEndpoint
	static class Files {

		@DoGet("{*rest}")
		Stream<Row> get(String rest) {
			return Stream.of(new Row("served " + rest));
		}

		@DoPut("{*rest}")
		void put(String rest, Stream<Row> rows) {
		}

		@DoExchange("{*rest}")
		Stream<Row> exchange(String rest, Stream<Row> rows) {
			return rows;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		FlightSecurity rules() {
			return FlightSecurity.authorize((calls) -> calls.path("secret/**")
				.hasRole("WRITER")
				.path("hidden/**")
				.hidden()
				.hasRole("WRITER")
				.path("home/{user}/**")
				.access((caller, context) -> new AuthorizationDecision(
						caller.get().getName().equals(context.variables().get("user"))))
				.path("*/**")
				.authenticated()
				.path("**")
				.hasRole("WRITER"));
		}

	}

}
