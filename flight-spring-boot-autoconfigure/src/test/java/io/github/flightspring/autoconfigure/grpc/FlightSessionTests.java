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

package io.github.flightspring.autoconfigure.grpc;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.session.FlightSession;
import io.github.flightspring.session.SessionOptionValidator;
import io.github.flightspring.session.store.FlightSessions;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sessions, end to end, with Arrow's own cookie middleware and with one that shows the
 * headers.
 */
class FlightSessionTests {

	private static RunningApplication validating;

	private static RunningApplication handlers;

	private RunningApplication application;

	private final Headers headers = new Headers();

	@BeforeAll
	static void start() {
		validating = RunningApplication.start(Validating.class, "flight.session.enabled=true");
		handlers = RunningApplication.start(Handlers.class);
	}

	@AfterAll
	static void stopShared() throws Exception {
		validating.close();
		handlers.close();
	}

	@AfterEach
	void stop() throws Exception {
		if (this.application != null && this.application != validating && this.application != handlers) {
			this.application.close();
		}
	}

	@Test
	void whenOptionsOfEveryTypeAreSetThenTheyAreReadBackAndCanBeUnset() {
		FlightClient client = use(validating);
		Map<String, SessionOptionValue> options = options();
		assertThat(client.setSessionOptions(new SetSessionOptionsRequest(options)).hasErrors()).isFalse();
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEqualTo(options);
		client.setSessionOptions(
				new SetSessionOptionsRequest(Map.of("text", SessionOptionValueFactory.makeEmptySessionOptionValue(),
						"long", SessionOptionValueFactory.makeSessionOptionValue(7L))));
		options.remove("text");
		options.put("long", SessionOptionValueFactory.makeSessionOptionValue(7L));
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEqualTo(options);
		assertThat(client.closeSession(new CloseSessionRequest()).getStatus())
			.isEqualTo(CloseSessionResult.Status.CLOSED);
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEmpty();
	}

	@Test
	void whenAnOptionIsRefusedThenTheOthersAreSet() {
		FlightClient client = start(Validating.class, "flight.session.enabled=true", "flight.session.max-size=1KB");
		Map<String, SessionOptionValue> options = options();
		options.put(" ", SessionOptionValueFactory.makeSessionOptionValue("x"));
		options.put("unknown", SessionOptionValueFactory.makeSessionOptionValue("x"));
		options.put("odd", SessionOptionValueFactory.makeSessionOptionValue("x"));
		options.put("broken", SessionOptionValueFactory.makeSessionOptionValue("x"));
		options.put("large", SessionOptionValueFactory.makeSessionOptionValue("x".repeat(2000)));
		SetSessionOptionsResult result = client.setSessionOptions(new SetSessionOptionsRequest(options));
		Map<String, ErrorValue> errors = new HashMap<>();
		result.getErrors().forEach((name, error) -> errors.put(name, error.value));
		assertThat(errors).isEqualTo(Map.of(" ", ErrorValue.INVALID_NAME, "unknown", ErrorValue.INVALID_NAME, "odd",
				ErrorValue.INVALID_VALUE, "broken", ErrorValue.ERROR, "large", ErrorValue.ERROR));
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEqualTo(options());
	}

	@Test
	void whenARequestIsPackedInAnAnyThenItIsUnpacked() {
		FlightClient client = use(validating);
		org.apache.arrow.flight.impl.Flight.SetSessionOptionsRequest set = org.apache.arrow.flight.impl.Flight.SetSessionOptionsRequest
			.newBuilder()
			.putSessionOptions("text",
					org.apache.arrow.flight.impl.Flight.SessionOptionValue.newBuilder().setStringValue("x").build())
			.build();
		run(client, "SetSessionOptions", Any.pack(set));
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).containsKey("text");
		run(client, "GetSessionOptions",
				Any.pack(org.apache.arrow.flight.impl.Flight.GetSessionOptionsRequest.getDefaultInstance()));
		for (String type : List.of("SetSessionOptions", "GetSessionOptions", "CloseSession")) {
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> run(client, type, Any.pack(StringValue.of("x"))))
				.withMessageContaining("The body is a protobuf Any of google.protobuf.StringValue, where one of "
						+ "arrow.flight.protocol." + type + "Request is expected")
				.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT));
		}
		run(client, "CloseSession",
				Any.pack(org.apache.arrow.flight.impl.Flight.CloseSessionRequest.getDefaultInstance()));
	}

	private static void run(FlightClient client, String type, Any request) {
		client.doAction(new Action(type, request.toByteArray())).next();
	}

	@Test
	void whenARequestHasTooManyOptionsThenItIsRefusedAsAWhole() {
		FlightClient client = use(validating);
		Map<String, SessionOptionValue> options = new HashMap<>();
		for (int i = 0; i < 1025; i++) {
			options.put("option" + i, SessionOptionValueFactory.makeSessionOptionValue(i));
		}
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> client.setSessionOptions(new SetSessionOptionsRequest(options)));
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEmpty();
	}

	@Test
	void whenTheClientGoesThenTheOptionsThatAreLeftAreNotValidated() {
		FlightClient client = use(validating);
		Map<String, SessionOptionValue> options = new HashMap<>();
		for (int i = 0; i < 100; i++) {
			options.put("slow" + i, SessionOptionValueFactory.makeSessionOptionValue(i));
		}
		FlightSessions sessions = this.application.context().getBean(FlightSessions.class);
		int before = sessions.size();
		Validating.slow.set(0);
		Validating.go = new CountDownLatch(1);
		assertFails(FlightStatusCode.TIMED_OUT, () -> client.setSessionOptions(new SetSessionOptionsRequest(options),
				CallOptions.timeout(500, TimeUnit.MILLISECONDS)));
		RunningCalls calls = this.application.context().getBean(RunningCalls.class);
		Awaitility.await().until(() -> calls.size() == 0);
		assertThat(Validating.slow).hasValue(1);
		assertThat(sessions.size()).isEqualTo(before);
	}

	@Test
	void whenAHandlerSetsAnOptionWithABadNameThenItIsToldSo() {
		FlightClient client = use(handlers);
		assertThat(call(client, "bad-name")).contains("no name of an option");
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEmpty();
	}

	@Test
	void whenALoadBalancersCookieIsBesideOursThenTheSessionIsFound() {
		use(handlers);
		FlightSessions sessions = this.application.context().getBean(FlightSessions.class);
		int before = sessions.size();
		FlightClient client = this.application.client(this.headers);
		client.setSessionOptions(new SetSessionOptionsRequest(options()));
		String cookie = cookie();
		assertThat(this.headers.received).endsWith("; Path=/; HttpOnly");
		assertThat(cookie).startsWith("arrow_flight_session_id=").hasSize("arrow_flight_session_id=".length() + 43);
		for (String header : List.of("lb=1; " + cookie, cookie + "; lb=1", "lb=1;" + cookie + ";other=\"a b\"",
				"arrow_flight_session_id=stale; " + cookie, "x" + cookie + "; " + cookie)) {
			this.headers.sent = header;
			assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).as(header)
				.hasSize(5);
		}
		for (String header : List.of("lb=1", "arrow_flight_session_id=", "x" + cookie, ";;=;")) {
			this.headers.sent = header;
			assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).as(header)
				.isEmpty();
			assertFails(FlightStatusCode.NOT_FOUND, () -> client.closeSession(new CloseSessionRequest()));
		}
		assertThat(sessions.size()).isEqualTo(before + 1);
		for (String header : List.of(cookie + "x", "arrow_flight_session_id=stale; lb=1")) {
			this.headers.sent = header;
			assertFails(FlightStatusCode.NOT_FOUND, () -> client.getSessionOptions(new GetSessionOptionsRequest()));
			assertFails(FlightStatusCode.NOT_FOUND, () -> client.closeSession(new CloseSessionRequest()));
		}
	}

	@Test
	void whenASessionIsClosedThenItsCookieIsClearedAndItsIdIsWorthNothing() {
		FlightClient client = use(handlers);
		this.application.client(this.headers);
		FlightClient raw = this.application.client(this.headers);
		raw.setSessionOptions(new SetSessionOptionsRequest(options()));
		this.headers.sent = cookie();
		raw.closeSession(new CloseSessionRequest());
		assertThat(this.headers.received).contains("Max-Age=0");
		assertFails(FlightStatusCode.NOT_FOUND, () -> raw.getSessionOptions(new GetSessionOptionsRequest()));
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).isEmpty();
	}

	@Test
	void whenAHandlerTakesASessionThenItReadsAndWritesItsOptions() {
		FlightClient client = use(handlers);
		assertThat(client.listActions()).extracting(ActionType::getType)
			.contains("SetSessionOptions", "GetSessionOptions", "CloseSession");
		assertThat(call(client, "count")).isEqualTo("1");
		assertThat(call(client, "count")).isEqualTo("2");
		assertThat(client.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions()).containsEntry("count",
				SessionOptionValueFactory.makeSessionOptionValue(2L));
		client.setSessionOptions(new SetSessionOptionsRequest(
				Map.of("count", SessionOptionValueFactory.makeSessionOptionValue("text"))));
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> call(client, "count"))
			.withMessageContaining("'count' is a String");
		assertThat(call(this.application.client(), "count")).isEqualTo("1");
	}

	@Test
	void whenNobodyNeedsSessionsThenThereAreNone() {
		FlightClient client = start(Validating.class);
		assertThat(client.listActions()).extracting(ActionType::getType).doesNotContain("SetSessionOptions");
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> client.setSessionOptions(new SetSessionOptionsRequest(options())))
			.withMessageContaining("There is no action 'SetSessionOptions'");
	}

	@Test
	void whenSessionsAreOffAndAHandlerNeedsThemThenTheApplicationDoesNotStart() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> RunningApplication.start(Handlers.class, "flight.session.enabled=false"))
			.havingRootCause()
			.withMessageContaining("flight.session.enabled");
	}

	@Test
	void whenASessionIsIdleThenItEnds() {
		FlightClient client = start(Handlers.class, "flight.session.idle-timeout=500ms");
		client.setSessionOptions(new SetSessionOptionsRequest(options()));
		awaitEnd(client, Duration.ofSeconds(1));
	}

	@Test
	void whenASessionIsOldThenItEndsThoughItIsUsed() {
		FlightClient client = start(Handlers.class, "flight.session.max-age=1s");
		client.setSessionOptions(new SetSessionOptionsRequest(options()));
		awaitEnd(client, Duration.ofMillis(50));
	}

	private static void awaitEnd(FlightClient client, Duration pause) {
		Awaitility.await()
			.pollDelay(pause)
			.pollInterval(pause)
			.untilAsserted(() -> assertFails(FlightStatusCode.NOT_FOUND,
					() -> client.getSessionOptions(new GetSessionOptionsRequest())));
	}

	@Test
	void whenTheCookieHasAnotherNameThenThatIsUsed() {
		this.application = RunningApplication.start(Handlers.class, "flight.session.cookie-name=SID");
		this.application.client(this.headers).setSessionOptions(new SetSessionOptionsRequest(options()));
		assertThat(cookie()).startsWith("SID=");
	}

	private FlightClient start(Class<?> beans, String... properties) {
		return use(RunningApplication.start(beans, properties));
	}

	private FlightClient use(RunningApplication application) {
		this.application = application;
		return this.application.client(new ClientCookieMiddleware.Factory());
	}

	private String cookie() {
		return this.headers.received.substring(0, this.headers.received.indexOf(';'));
	}

	private static Map<String, SessionOptionValue> options() {
		Map<String, SessionOptionValue> options = new HashMap<>();
		options.put("text", SessionOptionValueFactory.makeSessionOptionValue("täxt"));
		options.put("bool", SessionOptionValueFactory.makeSessionOptionValue(true));
		options.put("long", SessionOptionValueFactory.makeSessionOptionValue(Long.MIN_VALUE));
		options.put("double", SessionOptionValueFactory.makeSessionOptionValue(0.5));
		options.put("list", SessionOptionValueFactory.makeSessionOptionValue(new String[] { "a", "", "c" }));
		return options;
	}

	private static String call(FlightClient client, String action) {
		return new String(client.doAction(new Action(action)).next().getBody());
	}

	/**
	 * Sends and shows the headers as they are.
	 */
	private static final class Headers implements FlightClientMiddleware.Factory {

		private volatile String sent = "";

		private volatile String received = "";

		@Override
		public FlightClientMiddleware onCallStarted(CallInfo info) {
			return new FlightClientMiddleware() {

				@Override
				public void onBeforeSendingHeaders(CallHeaders outgoing) {
					if (!Headers.this.sent.isEmpty()) {
						outgoing.insert("cookie", Headers.this.sent);
					}
				}

				@Override
				public void onHeadersReceived(CallHeaders incoming) {
					if (incoming.containsKey("set-cookie")) {
						Headers.this.received = incoming.get("set-cookie");
					}
				}

				@Override
				public void onCallCompleted(CallStatus status) {
				}

			};
		}

	}

	@FlightEndpoint
	static class Handlers {

		@DoAction("count")
		String count(FlightSession session) {
			Long count = session.get("count", Long.class);
			long next = (count != null) ? count + 1 : 1;
			session.set("count", next);
			return String.valueOf(next);
		}

		@DoAction("bad-name")
		String badName(FlightSession session) {
			try {
				session.set("\0principal", "x");
				return "set";
			}
			catch (IllegalArgumentException ex) {
				return ex.getMessage();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Validating {

		static final AtomicInteger slow = new AtomicInteger();

		static volatile CountDownLatch go = new CountDownLatch(1);

		static final Map<String, ErrorValue> REFUSED = new ConcurrentHashMap<>(
				Map.of("unknown", ErrorValue.INVALID_NAME, "odd", ErrorValue.INVALID_VALUE));

		@Bean
		SessionOptionValidator refusing() {
			return (name, value) -> REFUSED.get(name);
		}

		@Bean
		SessionOptionValidator slow() {
			return (name, value) -> {
				if (name.startsWith("slow")) {
					slow.incrementAndGet();
					try {
						go.await();
					}
					catch (InterruptedException ex) {
						// it goes on, as a library that it calls may
						Thread.currentThread().interrupt();
					}
				}
				return null;
			};
		}

		@Bean
		SessionOptionValidator broken() {
			return (name, value) -> {
				if (name.equals("broken")) {
					throw new IllegalStateException("secret");
				}
				return null;
			};
		}

	}

}
