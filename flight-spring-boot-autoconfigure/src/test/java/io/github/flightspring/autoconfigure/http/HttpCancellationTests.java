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
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.handler.FlightCancellation;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Flights that the application cancels, over HTTP.
 */
class HttpCancellationTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Jobs.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAFlightIsCancelledThenItsTicketsAreRefusedAndOthersAreNot() throws Exception {
		String one = ticket("/flight/jobs/1?info");
		String two = ticket("/flight/jobs/2?info");
		assertThat(text(get(one), 200)).contains("1");
		cancel("job-1");
		assertThat(text(get(one), 499)).contains("cancelled", "\"code\":\"CANCELLED\"");
		assertThat(text(get(two), 200)).contains("2");
	}

	@Test
	void whenAFlightIsCancelledThenItsAddressIsRefused() throws Exception {
		cancel("job-3");
		assertThat(text(application.get("/flight/jobs/3?format=csv"), 499)).contains("cancelled");
		assertThat(text(application.get("/flight/jobs/4?format=csv"), 200)).contains("4");
	}

	@Test
	void whenADownloadRunsThenItIsBrokenOff() throws Exception {
		HttpResponse<InputStream> response = application.client()
			.send(HttpRequest.newBuilder(URI.create(ticket("/flight/jobs/endless?info"))).build(),
					BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(body.readNBytes(1000)).hasSize(1000);
			cancel("job-endless");
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()));
		}
		assertThat(application.context().getBean(Jobs.class).ended().await(60, TimeUnit.SECONDS)).isTrue();
	}

	private static void cancel(String id) {
		application.context().getBean(FlightCancellation.class).cancel(id);
	}

	private static String ticket(String info) throws Exception {
		return text(application.get(info), 200).replaceAll("(?s).*\"uri\":\"([^\"]+)\".*", "$1");
	}

	private static HttpResponse<byte[]> get(String uri) throws Exception {
		return application.send(HttpRequest.newBuilder(URI.create(uri + "&format=csv")));
	}

	private static String text(HttpResponse<byte[]> answer, int status) {
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.statusCode()).as(text).isEqualTo(status);
		return text;
	}

}
