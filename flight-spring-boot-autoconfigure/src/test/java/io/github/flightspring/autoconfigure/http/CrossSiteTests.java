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

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that a browser makes for a page of another site, with the credentials that it
 * remembers.
 */
class CrossSiteTests {

	private static final String UPLOAD = "/flight/numbers/sum?format=csv";

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(NumberFlights.class, "server.forward-headers-strategy=framework");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "POST, cross-site", "PUT, cross-site", "DELETE, cross-site", "PATCH, cross-site", "POST, elsewhere",
			"POST, same-site", "PUT, same-site" })
	void whenTheSiteIsAnotherThenWhatChangesSomethingIsRefused(String method, String site) throws Exception {
		HttpResponse<byte[]> response = send(method, UPLOAD, "Sec-Fetch-Site", site);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("CORS");
	}

	@Test
	void whenTheSiteIsAnotherThenACommandIsRefused() throws Exception {
		HttpRequest.Builder request = application.request("/flight/commands/range?format=csv")
			.POST(BodyPublishers.ofString("{\"from\":1,\"to\":2}"));
		assertThat(application.send(request).statusCode()).isEqualTo(200);
		assertThat(application.send(request.header("Sec-Fetch-Site", "cross-site")).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void whenTheSiteIsThisOneThenAnUploadIsTakenUnlessTheOriginIsAnother(String site) throws Exception {
		assertThat(send("POST", UPLOAD, "Sec-Fetch-Site", site).statusCode()).isEqualTo(200);
		assertThat(send("POST", UPLOAD, "Sec-Fetch-Site", site, "Origin", "http://localhost:" + application.port())
			.statusCode()).isEqualTo(200);
		for (String origin : new String[] { "http://app.localhost", "https://evil.example.org", "null" }) {
			assertThat(send("POST", UPLOAD, "Sec-Fetch-Site", site, "Origin", origin).statusCode()).as(origin)
				.isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "https://evil.example.org", "http://localhost:1", "http://localhost" })
	void whenOnlyAnotherOriginIsToldThenAnUploadIsRefused(String origin) throws Exception {
		assertThat(send("POST", UPLOAD, "Origin", origin).statusCode()).isEqualTo(403);
	}

	@Test
	void whenOnlyThisOriginIsToldThenAnUploadIsTaken() throws Exception {
		assertThat(send("POST", UPLOAD, "Origin", "http://localhost:" + application.port()).statusCode())
			.isEqualTo(200);
	}

	@Test
	void whenNeitherIsToldThenAnUploadIsTaken() throws Exception {
		assertThat(send("POST", UPLOAD).statusCode()).isEqualTo(200);
		assertThat(send("PUT", UPLOAD).statusCode()).isEqualTo(200);
	}

	@Test
	void whenAProxyTellsTheHostThenTheOriginIsComparedWithIt() throws Exception {
		String[] proxy = { "X-Forwarded-Proto", "https", "X-Forwarded-Host", "flights.example.org", "X-Forwarded-Port",
				"443", "Origin", "https://flights.example.org" };
		assertThat(send("POST", UPLOAD, proxy).statusCode()).isEqualTo(200);
		proxy[7] = "https://evil.example.org";
		assertThat(send("POST", UPLOAD, proxy).statusCode()).isEqualTo(403);
	}

	@Test
	void whenRowsAreReadThenTheSiteDoesNotMatter() throws Exception {
		for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
			HttpRequest.Builder request = application.request("/flight/numbers?format=csv")
				.method(method, BodyPublishers.noBody())
				.headers("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.org");
			assertThat(application.send(request).statusCode()).as(method).isIn(200, 204);
		}
	}

	@Test
	void whenCorsAllowsTheOriginThenAnUploadIsTaken() throws Exception {
		try (HttpApplication open = HttpApplication.start(new Class<?>[] { NumberFlights.class, Cors.class })) {
			for (String origin : new String[] { "https://notebook.example.org", "https://evil.example.org" }) {
				HttpRequest.Builder request = open.request(UPLOAD)
					.POST(BodyPublishers.ofString("value\n1\n"))
					.headers("Sec-Fetch-Site", "cross-site", "Origin", origin);
				assertThat(open.send(request).statusCode()).as(origin)
					.isEqualTo(origin.contains("notebook") ? 200 : 403);
				assertThat(open.send(request.setHeader("Sec-Fetch-Site", "same-site")).statusCode()).as(origin)
					.isEqualTo(origin.contains("notebook") ? 200 : 403);
			}
		}
	}

	private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = application.request(path)
			.method(method, BodyPublishers.ofString("value\n1\n2\n"));
		return application.send((headers.length > 0) ? request.headers(headers) : request);
	}

	@Configuration(proxyBeanMethods = false)
	static class Cors implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/flight/**").allowedOrigins("https://notebook.example.org").allowedMethods("*");
		}

	}

}
