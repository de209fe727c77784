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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCancellation;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Flights that the application cancels, over HTTP.
 */
class HttpCancellationTests {

	private HttpApplication application;

	record Row(String text) {
	}

	@BeforeEach
	void start() {
		Jobs.ended = new CountDownLatch(1);
		this.application = HttpApplication.start(Jobs.class);
	}

	@AfterEach
	void stop() throws Exception {
		this.application.close();
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
		cancel("job-1");
		assertThat(text(this.application.get("/flight/jobs/1?format=csv"), 499)).contains("cancelled");
		assertThat(text(this.application.get("/flight/jobs/2?format=csv"), 200)).contains("2");
	}

	@Test
	void whenADownloadRunsThenItIsBrokenOff() throws Exception {
		HttpResponse<InputStream> response = this.application.client()
			.send(HttpRequest.newBuilder(URI.create(ticket("/flight/jobs/endless?info"))).build(),
					BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(body.readNBytes(1000)).hasSize(1000);
			cancel("job-endless");
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()));
		}
		assertThat(Jobs.ended.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private void cancel(String id) {
		this.application.context().getBean(FlightCancellation.class).cancel(id);
	}

	private String ticket(String info) throws Exception {
		return text(this.application.get(info), 200).replaceAll("(?s).*\"uri\":\"([^\"]+)\".*", "$1");
	}

	private HttpResponse<byte[]> get(String uri) throws Exception {
		return this.application.send(HttpRequest.newBuilder(URI.create(uri + "&format=csv")));
	}

	private static String text(HttpResponse<byte[]> answer, int status) {
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.statusCode()).as(text).isEqualTo(status);
		return text;
	}

	@FlightEndpoint("jobs")
	static class Jobs {

		static CountDownLatch ended = new CountDownLatch(1);

		@GetFlightInfo("{job}")
		Flight info(String job) {
			return Flight.of(Row.class).id("job-" + job);
		}

		@DoGet("{job}")
		Stream<Row> rows(String job) {
			return job.equals("endless") ? Stream.generate(() -> new Row("x".repeat(1000))).onClose(ended::countDown)
					: Stream.of(new Row(job));
		}

	}

}
