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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.flightspring.support.HttpApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time limits of a call over HTTP.
 */
class HttpLimitsTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(NumberFlights.class, "flight.server.slow-consumer-timeout=1s",
				"flight.server.call-timeout=3s", "flight.http.base-path=/data");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAClientTakesNothingThenItsCallEnds() throws Exception {
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new java.net.InetSocketAddress("localhost", application.port()));
			socket.getOutputStream()
				.write("GET /data/numbers/endless HTTP/1.1\r\nHost: localhost\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(12)).startsWith("HTTP/1.1 200".getBytes());
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(application.allocator().getChildAllocators()).isEmpty());
		}
	}

	@Test
	void whenACallTakesTooLongThenItsResponseDoesNotEnd() throws Exception {
		HttpResponse<InputStream> response = application.client()
			.send(application.request("/data/numbers/slowly").build(), HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		byte[] rows = new byte[1 << 20];
		org.assertj.core.api.Assertions.assertThatExceptionOfType(java.io.IOException.class).isThrownBy(() -> {
			while (response.body().read(rows) >= 0) {
				// until it breaks off
			}
		});
		application.awaitNoCalls();
	}

	@Test
	void whenSpringMvcIsMissingOrFlightOverHttpIsOffThenThereIsNone() {
		WebApplicationContextRunner runner = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlightHttpAutoConfiguration.class));
		runner.withPropertyValues("flight.http.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("flightHttpHandler"));
		runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("flightHttpHandler"));
	}

}
