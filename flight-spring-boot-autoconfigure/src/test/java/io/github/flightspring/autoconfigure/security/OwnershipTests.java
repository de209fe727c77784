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
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries and sessions, which belong to their caller.
 */
class OwnershipTests {

	private static final String READER = Headers.basic("reader", "reading");

	private static final String WRITER = Headers.basic("writer", "writing");

	private static final FlightDescriptor WAITING = FlightDescriptor.path("waiting");

	private final Cookies cookies = new Cookies();

	private RunningApplication application;

	private FlightClient client;

	@BeforeEach
	void start() {
		Waiting.permits = new Semaphore(0);
		this.application = RunningApplication.startSecured(new Class<?>[] { Waiting.class, Users.class },
				"flight.query.max-concurrent-per-principal=1", "flight.query.max-queued-per-principal=1",
				"flight.session.enabled=true", "flight.session.max-per-principal=2");
		this.client = this.application.client(this.cookies);
	}

	@AfterEach
	void stop() throws Exception {
		Waiting.permits.release(100);
		this.application.close();
	}

	@Test
	void whenACallerHasTheMaximumOfQueriesThenOthersStillMayRunSome() {
		this.client.pollInfo(WAITING, caller(READER));
		this.client.pollInfo(WAITING, caller(READER));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> this.client.pollInfo(WAITING, caller(READER)));
		assertThat(this.client.pollInfo(WAITING, caller(WRITER)).getFlightDescriptor()).isPresent();
	}

	@Test
	void whenAQueryIsAnothersThenItIsNeitherPolledNorCancelled() {
		PollInfo poll = this.client.pollInfo(WAITING, caller(READER));
		FlightDescriptor next = poll.getFlightDescriptor().orElseThrow();
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> this.client.pollInfo(next, caller(WRITER)));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> this.client.getInfo(next, caller(WRITER)));
		assertFails(FlightStatusCode.UNAUTHORIZED,
				() -> this.client.cancelFlightInfo(new CancelFlightInfoRequest(poll.getFlightInfo()), caller(WRITER)));
		Waiting.permits.release();
		assertThat(this.client.getInfo(next, caller(READER)).getEndpoints()).hasSize(1);
	}

	@Test
	void whenASessionIsAnothersThenItIsNotThere() {
		String cookie = open(READER);
		assertThat(options(READER, cookie)).containsKey("mode");
		assertFails(FlightStatusCode.NOT_FOUND, () -> options(WRITER, cookie));
		assertFails(FlightStatusCode.NOT_FOUND,
				() -> this.client.closeSession(new CloseSessionRequest(), caller(WRITER, cookie)));
		assertThat(options(READER, cookie)).containsKey("mode");
	}

	@Test
	void whenACallerHasTheMaximumOfSessionsThenOthersStillMayHaveSome() {
		open(READER);
		String second = open(READER);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> open(READER));
		assertThat(options(WRITER, open(WRITER))).containsKey("mode");
		this.client.closeSession(new CloseSessionRequest(), caller(READER, second));
		assertThat(options(READER, open(READER))).containsKey("mode");
	}

	private String open(String authorization) {
		this.client.setSessionOptions(
				new SetSessionOptionsRequest(Map.of("mode", SessionOptionValueFactory.makeSessionOptionValue("fast"))),
				caller(authorization));
		return this.cookies.received.split(";")[0];
	}

	private Map<String, ?> options(String authorization, String cookie) {
		return this.client.getSessionOptions(new GetSessionOptionsRequest(), caller(authorization, cookie))
			.getSessionOptions();
	}

	private static CallOption caller(String authorization) {
		return Headers.authorization(authorization);
	}

	private static CallOption caller(String authorization, String cookie) {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert("authorization", authorization);
		headers.insert("cookie", cookie);
		return new HeaderCallOption(headers);
	}

	private static final class Cookies implements FlightClientMiddleware.Factory {

		private volatile String received = "";

		@Override
		public FlightClientMiddleware onCallStarted(CallInfo info) {
			return new FlightClientMiddleware() {

				@Override
				public void onBeforeSendingHeaders(CallHeaders outgoing) {
				}

				@Override
				public void onHeadersReceived(CallHeaders incoming) {
					if (incoming.containsKey("set-cookie")) {
						Cookies.this.received = incoming.get("set-cookie");
					}
				}

				@Override
				public void onCallCompleted(CallStatus status) {
				}

			};
		}

	}

	@FlightEndpoint("waiting")
	static class Waiting {

		static volatile Semaphore permits = new Semaphore(0);

		record Row(String value) {
		}

		@FlightQuery
		Stream<Row> rows() throws InterruptedException {
			permits.acquire();
			return List.of(new Row("done")).stream();
		}

	}

}
