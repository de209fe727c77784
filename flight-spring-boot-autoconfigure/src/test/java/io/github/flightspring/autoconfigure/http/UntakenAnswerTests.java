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

import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.Http2Client.End;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.HttpApplication.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of a known length, to clients that do not take them: each is written as rows
 * are, and broken off when the client takes nothing for too long.
 */
class UntakenAnswerTests {

	private static final String ROW = "{\"value\":1}\n";

	@Nested
	class OnTomcat extends OnEitherContainer {

		OnTomcat() {
			super(Container.TOMCAT);
		}

	}

	@Nested
	class OnJetty extends OnEitherContainer {

		OnJetty() {
			super(Container.JETTY);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class OnEitherContainer {

		private final Container container;

		private HttpApplication application;

		OnEitherContainer(Container container) {
			this.container = container;
		}

		@BeforeAll
		void start() {
			this.application = HttpApplication.start(this.container, new Class<?>[] { NumberFlights.class },
					"server.http2.enabled=true", "flight.server.slow-consumer-timeout=500ms");
		}

		@AfterAll
		void stop() throws Exception {
			this.application.close();
		}

		@ParameterizedTest
		@CsvSource({ "GET, /flight, 200", "GET, /flight/numbers?info, 200", "GET, /flight/numbers?schema, 200",
				"GET, /flight/absent, 404", "GET, /flight/numbers/fails-at-once, 404",
				"GET, /flight/numbers/fails-inside, 500", "GET, /flight/numbers?format=none, 406",
				"GET, /flight/numbers/from/x, 400", "DELETE, /flight/numbers, 405", "DELETE, /flight, 405",
				"PUT, /flight, 405" })
		void whenAnAnswerIsNotTakenThenItIsReset(String method, String path, String status) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stream = client.request(method, path, true);
				assertThat(client.awaitEnd(stream)).isIn(End.RST_STREAM, End.GOAWAY);
				assertThat(client.status(stream)).isEqualTo(status);
				assertThat(client.body(stream)).isEmpty();
			}
			this.application.awaitNoCalls();
		}

		@ParameterizedTest
		@CsvSource({ "sum, application/x-ndjson, 200", "none, application/x-ndjson, 405", "sum, image/png, 415" })
		void whenTheAnswerToAnUploadIsNotTakenThenItIsReset(String flight, String type, String status)
				throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stream = upload(client, flight, type);
				assertThat(client.awaitEnd(stream)).isIn(End.RST_STREAM, End.GOAWAY);
				assertThat(client.status(stream)).isEqualTo(status);
				assertThat(client.body(stream)).isEmpty();
			}
			this.application.awaitNoCalls();
		}

		@ParameterizedTest
		@CsvSource({ "/flight?info", "/flight/numbers?info", "/flight/absent", "/flight/numbers?format=none" })
		void whenAPartOfAnAnswerIsTakenThenItIsReset(String path) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 5)) {
				int stream = client.get(path);
				assertThat(client.awaitEnd(stream)).isIn(End.RST_STREAM, End.GOAWAY);
				assertThat(client.body(stream)).hasSize(5);
			}
		}

		@ParameterizedTest
		@CsvSource({ "GET, /flight/absent, 404", "DELETE, /flight, 405", "PUT, /flight, 405",
				"GET, /flight/numbers?info, 200" })
		void whenAnAnswerIsTakenLateThenItIsWhole(String method, String path, String status) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stream = client.request(method, path, true);
				client.awaitHeaders(stream);
				client.allow(stream, 10_000);
				assertThat(client.awaitEnd(stream)).isEqualTo(End.END_STREAM);
				assertThat(client.status(stream)).isEqualTo(status);
				assertThat(new String(client.body(stream), StandardCharsets.UTF_8)).startsWith("{").endsWith("}");
			}
		}

		@ParameterizedTest
		@CsvSource({ "HEAD, /flight, 200", "HEAD, /flight/numbers, 200", "HEAD, /flight/numbers?info, 200",
				"HEAD, /flight/numbers?schema, 200", "HEAD, /flight/absent, 404",
				"HEAD, /flight/numbers?format=none, 406", "OPTIONS, /flight/numbers, 204" })
		void whenAnAnswerHasNoBodyThenItNeedsNoWindow(String method, String path, String status) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				for (int i = 0; i < 100; i++) {
					int stream = client.request(method, path, true);
					assertThat(client.awaitEnd(stream)).isEqualTo(End.END_STREAM);
					assertThat(client.status(stream)).isEqualTo(status);
					assertThat(client.body(stream)).isEmpty();
				}
			}
		}

		@Test
		void whenAnAnswerIsNotTakenThenTheOthersOfItsConnectionGoOn() throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stalled = client.get("/flight/absent");
				assertThat(client.awaitEnd(stalled)).isEqualTo(End.RST_STREAM);
				int next = client.get("/flight/absent");
				client.allow(next, 10_000);
				assertThat(client.awaitEnd(next)).isEqualTo(End.END_STREAM);
				assertThat(client.status(next)).isEqualTo("404");
			}
		}

		@ParameterizedTest
		@CsvSource({ "0, 200", "1, 200", "1, 206" })
		@Timeout(18)
		void whenTheEndOfAStoredResultIsNotTakenThenItIsReset(int taken, String status) throws Exception {
			HttpResponse<byte[]> whole = this.application.get("/flight/numbers/query");
			String[] headers = status.equals("206") ? new String[] { "range", "bytes=100-", "if-range",
					whole.headers().firstValue("ETag").orElseThrow() } : new String[0];
			int length = whole.body().length - (status.equals("206") ? 100 : 0);
			try (Http2Client client = new Http2Client(this.application.port(), (length - 1) * taken)) {
				client.allow(0, length);
				int stream = client.get("/flight/numbers/query", headers);
				assertThat(client.awaitEnd(stream)).isIn(End.RST_STREAM, End.GOAWAY);
				assertThat(client.status(stream)).isEqualTo(status);
				assertThat(client.body(stream)).hasSize((length - 1) * taken);
			}
			this.application.awaitNoCalls();
		}

		@Test
		void whenTheEndOfAStoredResultIsTakenLateThenItIsWhole() throws Exception {
			byte[] whole = this.application.get("/flight/numbers/query").body();
			try (Http2Client client = new Http2Client(this.application.port(), whole.length - 1)) {
				client.allow(0, whole.length);
				int stream = client.get("/flight/numbers/query");
				client.awaitBytes(stream, whole.length - 1);
				client.allow(stream, 1);
				assertThat(client.awaitEnd(stream)).isEqualTo(End.END_STREAM);
				assertThat(client.body(stream)).isEqualTo(whole);
			}
		}

		private static int upload(Http2Client client, String flight, String type) throws Exception {
			int stream = client.request("PUT", "/flight/numbers/" + flight, false, "content-type", type);
			client.data(stream, ROW.getBytes(StandardCharsets.UTF_8), true);
			return stream;
		}

	}

}
