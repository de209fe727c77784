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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.support.HttpApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pieces in which Tomcat sends rows.
 */
class WritePieceTests {

	private static final String WRITE_BUFFER = "socket.appWriteBufSize";

	private static final long MB = 1 << 20;

	@ParameterizedTest
	@CsvSource({ "4096, 8192, 65536", "2048, 8192, 32768", "256, 8192, 4096", "256, 200, 65536", "4096, -1, 0",
			"4096, 0, 0" })
	void whenTheHeapIsSmallForTheConnectionsThenTheirBuffersAre(long heap, int connections, int size) {
		assertThat(FlightTomcatAutoConfiguration.writeBuffer(heap * MB, connections)).isEqualTo(size);
	}

	@Test
	void whenNothingIsSetThenRowsAreSentInLargePieces() throws Exception {
		try (HttpApplication application = HttpApplication.start(NumberFlights.class,
				"server.tomcat.max-connections=100")) {
			assertThat(writeBuffer(application)).isEqualTo("65536");
			List<Integer> chunks = chunks(application, "/flight/numbers/from/0?count=100000");
			// the connection's buffer holds the chunk and its frame
			assertThat(chunks).contains(64 * 1024 - 16);
			assertThat(chunks).hasSizeLessThan(50);
		}
	}

	@Test
	void whenConnectionsAreMoreThanTheHeapHasBuffersForThenTheyAreSmall() throws Exception {
		try (HttpApplication application = HttpApplication.start(NumberFlights.class,
				"server.tomcat.max-connections=100000000")) {
			assertThat(writeBuffer(application)).isEqualTo("8192");
		}
	}

	@Test
	void whenTheApplicationSetsTheSizeThenItIsKept() throws Exception {
		try (HttpApplication application = HttpApplication.start(new Class<?>[] { NumberFlights.class, Own.class },
				"server.tomcat.max-connections=100")) {
			assertThat(writeBuffer(application)).isEqualTo("16384");
		}
	}

	@Test
	void whenTheConnectionTakesAllRowsThenNoPieceWaitsForTheContainer() throws Exception {
		try (HttpApplication application = HttpApplication
			.start(new Class<?>[] { NumberFlights.class, WideConnections.class, Rounds.class })) {
			List<Integer> chunks = chunks(application, "/flight/numbers/from/0?count=40000");
			assertThat(chunks).hasSizeGreaterThan(4);
			// the first is that of the listener itself
			assertThat(application.context().getBean(Rounds.class).count).hasValueLessThan(3);
		}
	}

	private static String writeBuffer(HttpApplication application) {
		TomcatWebServer server = (TomcatWebServer) application.context().getWebServer();
		return (String) server.getTomcat().getConnector().getProperty(WRITE_BUFFER);
	}

	private static List<Integer> chunks(HttpApplication application, String path) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize((int) MB);
			socket.connect(new InetSocketAddress("localhost", application.port()));
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			while (!line(in).isEmpty()) {
				// a header
			}
			List<Integer> chunks = new ArrayList<>();
			for (int size = chunk(in); size > 0; size = chunk(in)) {
				chunks.add(size);
			}
			return chunks;
		}
	}

	private static int chunk(InputStream in) throws IOException {
		int size = Integer.parseInt(line(in), 16);
		assertThat(in.readNBytes(size)).hasSize(size);
		assertThat(line(in)).isEmpty();
		return size;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = in.read(); read != '\n'; read = in.read()) {
			assertThat(read).isNotNegative();
			line.append((char) read);
		}
		return line.toString().strip();
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		TomcatConnectorCustomizer writeBuffer() {
			return (connector) -> connector.setProperty(WRITE_BUFFER, "16384");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WideConnections {

		@Bean
		TomcatConnectorCustomizer sendBuffer() {
			return (connector) -> connector.setProperty("socket.txBufSize", String.valueOf(MB));
		}

	}

	/**
	 * Counts how often the container says that it takes more.
	 */
	static class Rounds implements Filter {

		private final AtomicInteger count = new AtomicInteger();

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {

				@Override
				public ServletOutputStream getOutputStream() throws IOException {
					return new CountedStream(super.getOutputStream(), Rounds.this.count);
				}

			});
		}

	}

	private static final class CountedStream extends ServletOutputStream {

		private final ServletOutputStream out;

		private final AtomicInteger count;

		private CountedStream(ServletOutputStream out, AtomicInteger count) {
			this.out = out;
			this.count = count;
		}

		@Override
		public boolean isReady() {
			return this.out.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.out.setWriteListener(new WriteListener() {

				@Override
				public void onWritePossible() throws IOException {
					CountedStream.this.count.incrementAndGet();
					listener.onWritePossible();
				}

				@Override
				public void onError(Throwable failure) {
					listener.onError(failure);
				}

			});
		}

		@Override
		public void write(int value) throws IOException {
			this.out.write(value);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
		}

		@Override
		public void flush() throws IOException {
			this.out.flush();
		}

	}

}
