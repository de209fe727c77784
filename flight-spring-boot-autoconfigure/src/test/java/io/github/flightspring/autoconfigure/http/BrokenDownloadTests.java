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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.Http2Client.End;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.HttpApplication.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Downloads that do not come to their end: no client takes what it has for the whole.
 */
class BrokenDownloadTests {

	private static final int WIDE = 1 << 30;

	@Nested
	class OnTomcat extends OnEitherContainer {

		OnTomcat() {
			super(Container.TOMCAT, "flight.server.slow-consumer-timeout=500ms");
		}

	}

	@Nested
	class OnJetty extends OnEitherContainer {

		OnJetty() {
			super(Container.JETTY, "flight.server.slow-consumer-timeout=500ms");
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class OnEitherContainer {

		private final Container container;

		private final List<String> properties;

		private final ListAppender<ILoggingEvent> log = new ListAppender<>();

		private HttpApplication application;

		OnEitherContainer(Container container, String... properties) {
			this.container = container;
			this.properties = Stream
				.concat(Stream.of(properties), Stream.of("server.http2.enabled=true", "flight.server.call-timeout=20s"))
				.toList();
		}

		@BeforeAll
		void start() throws Exception {
			this.application = HttpApplication.start(this.container, new Class<?>[] { NumberFlights.class },
					this.properties.toArray(String[]::new));
			// what is logged with the first request
			this.application.get("/flight");
		}

		@AfterAll
		void stop() throws Exception {
			this.application.close();
		}

		@BeforeEach
		void listen() {
			this.log.start();
			root().addAppender(this.log);
		}

		@AfterEach
		void leave() {
			root().detachAppender(this.log);
			this.log.list.clear();
		}

		@ParameterizedTest
		@ValueSource(strings = { "csv", "json", "ndjson", "arrows", "arrow", "multipart" })
		void whenAStreamStallsBeforeItsFirstByteThenItIsReset(String format) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stream = client.get("/flight/numbers/endless?format=" + format);
				assertBrokenOff(client, stream);
				assertThat(client.body(stream)).isEmpty();
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "csv", "json", "ndjson", "arrows", "arrow", "multipart" })
		void whenAStreamStallsAfterSomeBytesThenItIsReset(String format) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 10_000)) {
				int stream = client.get("/flight/numbers/endless?format=" + format);
				client.awaitBytes(stream, 10_000);
				assertBrokenOff(client, stream);
				assertThat(client.body(stream)).hasSize(10_000);
			}
		}

		@Test
		void whenAShortAnswerIsNotTakenThenItIsReset() throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 5)) {
				int stream = client.get("/flight/numbers?format=csv");
				assertBrokenOff(client, stream);
			}
		}

		@Test
		void whenTheConnectionsWindowIsUsedUpThenTheStreamIsReset() throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), WIDE)) {
				int stream = client.get("/flight/numbers/endless?format=csv");
				assertBrokenOff(client, stream);
			}
		}

		@Test
		void whenAStreamStallsThenTheOthersOfItsConnectionGoOn() throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), 0)) {
				int stalled = client.get("/flight/numbers/endless?format=csv");
				assertThat(client.awaitEnd(stalled)).isEqualTo(End.RST_STREAM);
				int next = client.get("/flight/numbers/none?format=csv");
				client.allow(next, WIDE);
				assertThat(client.awaitEnd(next)).isEqualTo(End.END_STREAM);
				assertThat(client.status(next)).isEqualTo("200");
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "csv", "json", "ndjson", "arrows", "arrow", "multipart" })
		void whenAHandlerFailsAfterTheFirstBatchThenTheStreamIsReset(String format) throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), WIDE)) {
				client.allow(0, WIDE);
				int stream = client.get("/flight/numbers/fails-late?format=" + format);
				assertBrokenOff(client, stream);
				assertThat(client.status(stream)).isEqualTo("200");
				assertNoAnswerOfBoot(client.body(stream));
			}
		}

		@Test
		void whenAHandlerBreaksAfterTheFirstBatchThenItsFailureIsAllThatIsLogged() throws Exception {
			try (Http2Client client = new Http2Client(this.application.port(), WIDE)) {
				client.allow(0, WIDE);
				assertBrokenOff(client, client.get("/flight/numbers/breaks-late?format=csv"));
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "csv", "json", "arrows" })
		void whenAHandlerFailsAfterTheFirstBatchThenTheConnectionIsClosed(String format) throws Exception {
			try (Socket socket = new Socket("localhost", this.application.port())) {
				get(socket, "/flight/numbers/fails-late?format=" + format);
				assertClosed(socket.getInputStream());
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "csv", "arrows" })
		void whenAClientOfHttp1StallsThenTheConnectionIsClosed(String format) throws Exception {
			try (Socket socket = new Socket()) {
				socket.setReceiveBufferSize(4096);
				socket.connect(new InetSocketAddress("localhost", this.application.port()));
				get(socket, "/flight/numbers/endless?format=" + format);
				this.application.awaitNoCalls();
				assertClosed(socket.getInputStream());
			}
		}

		private static void get(Socket socket, String path) throws IOException {
			socket.setSoTimeout(60_000);
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
		}

		private void assertClosed(InputStream in) throws Exception {
			ByteArrayOutputStream all = new ByteArrayOutputStream();
			try {
				in.transferTo(all);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageContaining("reset");
			}
			String text = all.toString(StandardCharsets.ISO_8859_1);
			assertThat(text).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
			assertNoAnswerOfBoot(all.toByteArray());
			assertLogged();
		}

		private void assertBrokenOff(Http2Client client, int stream) throws Exception {
			assertThat(client.awaitEnd(stream)).isIn(End.RST_STREAM, End.GOAWAY);
			assertLogged();
		}

		private void assertLogged() throws Exception {
			this.application.awaitNoCalls();
			assertThat(List.copyOf(this.log.list)).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
				// the health of the database is asked for at any time
				.filteredOn((event) -> !event.getLoggerName().startsWith("com.zaxxer.hikari"))
				.extracting(ILoggingEvent::getFormattedMessage)
				.singleElement()
				.asString()
				.matches("(?s)(The response to DoGet is broken off|DoGet failed in .*breaksLate).*");
		}

		private static void assertNoAnswerOfBoot(byte[] body) {
			assertThat(new String(body, StandardCharsets.ISO_8859_1)).doesNotContain("\"timestamp\"");
		}

	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

}
