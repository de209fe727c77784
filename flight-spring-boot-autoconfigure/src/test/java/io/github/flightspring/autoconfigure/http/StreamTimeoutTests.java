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

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.HttpApplication;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time that the body of an HTTP/2 stream may stall on Tomcat.
 */
class StreamTimeoutTests {

	@Test
	void whenTheConnectionTimeoutIsSetThenItIsThatOfStreams() throws Exception {
		try (HttpApplication application = start(NumberFlights.class, "server.tomcat.connection-timeout=45s")) {
			assertThat(timeout(application)).isEqualTo(45_000);
		}
	}

	@Test
	void whenNothingIsSetThenStreamsHaveTheConnectorsTime() throws Exception {
		try (HttpApplication application = start(NumberFlights.class)) {
			assertThat(timeout(application)).isEqualTo(60_000);
		}
	}

	@Test
	void whenTheApplicationSetsTheTimeOfStreamsThenItIsKept() throws Exception {
		try (HttpApplication application = start(Own.class, "server.tomcat.connection-timeout=45s")) {
			assertThat(timeout(application)).isEqualTo(7_000);
		}
	}

	@Test
	void whenTheSlowProducerTimeoutIsShorterThenItCounts() throws Exception {
		try (HttpApplication application = start(NumberFlights.class, "flight.server.slow-producer-timeout=1s");
				Http2Client client = new Http2Client(application.port(), 1 << 20)) {
			int stream = client.request("PUT", "/flight/numbers/all-or-nothing", false, "content-type", "text/csv");
			client.awaitEnd(stream);
			assertThat(client.status(stream)).isEqualTo("408");
			assertThat(new String(client.body(stream), StandardCharsets.UTF_8)).contains("PT1S")
				.contains("\"code\":\"TIMED_OUT\"");
		}
	}

	private static HttpApplication start(Class<?> beans, String... properties) {
		return HttpApplication.start(beans,
				Stream.concat(Stream.of("server.http2.enabled=true"), Stream.of(properties)).toArray(String[]::new));
	}

	private static long timeout(HttpApplication application) {
		TomcatWebServer server = (TomcatWebServer) application.context().getWebServer();
		return Stream.of(server.getTomcat().getConnector().findUpgradeProtocols())
			.filter(Http2Protocol.class::isInstance)
			.map(Http2Protocol.class::cast)
			.findFirst()
			.orElseThrow()
			.getStreamReadTimeout();
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		TomcatConnectorCustomizer streamTimeout() {
			return (connector) -> Stream.of(connector.findUpgradeProtocols())
				.filter(Http2Protocol.class::isInstance)
				.map(Http2Protocol.class::cast)
				.forEach((protocol) -> protocol.setStreamReadTimeout(7_000));
		}

	}

}
