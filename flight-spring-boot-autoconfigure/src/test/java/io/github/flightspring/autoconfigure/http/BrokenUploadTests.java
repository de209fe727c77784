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

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that stop to come, on a container that is less patient than the starter, and
 * bodies that it cannot read: it has an answer of its own to both.
 */
class BrokenUploadTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() throws Exception {
		application = HttpApplication.start(NumberFlights.class, "server.tomcat.connection-timeout=1s");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@BeforeEach
	void forget() {
		NumberFlights.stored.set(false);
	}

	@RepeatedTest(5)
	void whenABodyStallsThenOneProblemTellsSo() throws Exception {
		assertProblem(send("Content-Length: 1000\r\n\r\nabc", false), 408);
	}

	@RepeatedTest(5)
	void whenAChunkedBodyStallsThenOneProblemTellsSo() throws Exception {
		assertProblem(send("Transfer-Encoding: chunked\r\n\r\n5\r\nab", false), 408);
	}

	/**
	 * The thread that reads learns of the end while the container tells its listener.
	 */
	@RepeatedTest(3)
	void whenManyBodiesOfTextStallThenEachHasOneProblem() throws Exception {
		List<String> answers = together(24,
				() -> send("Content-Type: text/csv\r\nContent-Length: 1000\r\n\r\n", false));
		for (String answer : answers) {
			assertProblem(answer, 408);
		}
	}

	@Test
	void whenBothTimesEndTogetherThenEachHasOneProblem() throws Exception {
		HttpApplication standard = application;
		try (HttpApplication other = HttpApplication.start(NumberFlights.class, "server.tomcat.connection-timeout=1s",
				"flight.server.slow-producer-timeout=1s")) {
			application = other;
			List<String> answers = together(24,
					() -> send("Content-Type: text/csv\r\nContent-Length: 1000\r\n\r\nvalue\n", false));
			for (String answer : answers) {
				assertProblem(answer, 408);
			}
		}
		finally {
			application = standard;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "value\n1\n" })
	void whenBodiesOfTextStallOverHttp2ThenEachHasOneProblem(String body) throws Exception {
		try (HttpApplication http2 = HttpApplication.start(NumberFlights.class, "server.http2.enabled=true",
				"server.tomcat.connection-timeout=1s")) {
			together(24, () -> {
				try (Http2Client client = new Http2Client(http2.port(), 1 << 20)) {
					int stream = client.request("PUT", "/flight/numbers/all-or-nothing", false, "content-type",
							"text/csv");
					client.data(stream, body.getBytes(StandardCharsets.UTF_8), false);
					client.awaitEnd(stream);
					assertThat(client.status(stream)).isEqualTo("408");
					assertDocument(new String(client.body(stream), StandardCharsets.UTF_8), 408);
					return stream;
				}
			});
			http2.awaitNoCalls();
		}
	}

	private static <T> List<T> together(int count, Callable<T> task) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> future : threads.invokeAll(Collections.nCopies(count, task))) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * If the container's own timer is first, it closes the connection.
	 */
	@RepeatedTest(3)
	void whenTheClientHasConsentAndSendsNothingThenThereIsNoMoreThanOneAnswer() throws Exception {
		String answer = send("Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n", false);
		assertThat(answer).startsWith("HTTP/1.1 100");
		String last = answer.substring(answer.indexOf("\r\n\r\n") + 4);
		if (last.isEmpty()) {
			application.awaitNoCalls();
		}
		else {
			assertProblem(last, 408);
		}
	}

	@RepeatedTest(5)
	void whenABodyIsCutOffThenOneProblemTellsSo() throws Exception {
		assertProblem(send("Content-Length: 1000\r\n\r\nabc", true), 400);
		assertProblem(send("Transfer-Encoding: chunked\r\n\r\n5\r\nab", true), 400);
	}

	@RepeatedTest(5)
	void whenAChunkIsMalformedThenOneProblemTellsSo() throws Exception {
		assertProblem(send("Transfer-Encoding: chunked\r\n\r\nZZ\r\nab", false), 400);
	}

	private static String send(String rest, boolean cut) throws Exception {
		try (Socket socket = new Socket("localhost", application.port())) {
			socket.getOutputStream()
				.write(("PUT /flight/numbers/all-or-nothing HTTP/1.1\r\nHost: localhost\r\n" + rest)
					.getBytes(StandardCharsets.US_ASCII));
			if (cut) {
				socket.shutdownOutput();
			}
			InputStream in = socket.getInputStream();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void whenABodyStallsOnJettyThenOneProblemTellsSo() throws Exception {
		HttpApplication tomcat = application;
		try (HttpApplication jetty = HttpApplication.start(HttpApplication.Container.JETTY,
				new Class<?>[] { NumberFlights.class }, "server.jetty.connection-idle-timeout=1s")) {
			application = jetty;
			assertProblem(send("Content-Length: 1000\r\n\r\nabc", false), 408);
			assertProblem(send("Transfer-Encoding: chunked\r\n\r\n5\r\nab", false), 408);
		}
		finally {
			application = tomcat;
		}
	}

	private static void assertProblem(String answer, int status) throws Exception {
		assertThat(answer).startsWith("HTTP/1.1 " + status);
		assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSize(2);
		assertThat(answer).contains("Content-Type: application/problem+json");
		assertDocument(answer.substring(answer.indexOf("\r\n\r\n") + 4), status);
		application.awaitNoCalls();
		assertThat(NumberFlights.stored).isFalse();
	}

	private static void assertDocument(String document, int status) {
		assertThat(document).startsWith("{\"type\":\"about:blank\"")
			.contains("\"status\":" + status)
			.contains("\"code\":\"" + ((status == 408) ? "TIMED_OUT" : "INVALID_ARGUMENT") + "\"")
			.endsWith("}");
	}

}
