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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Flights as resources, over a socket.
 */
class DownloadTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(NumberFlights.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/flight/numbers", "/flight/numbers.arrows", "/flight/parts-by-mistake/../numbers" })
	void whenAFlightIsRequestedThenItIsAnArrowStream(String path) throws Exception {
		HttpResponse<byte[]> response = application.get(path);
		if (path.contains("..")) {
			assertThat(response.statusCode()).isBetween(400, 404);
			return;
		}
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.arrow.stream");
		assertThat(response.headers().firstValue("Content-Disposition"))
			.hasValueSatisfying((value) -> assertThat(value).contains("numbers.arrows"));
		assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("none");
		assertThat(response.headers().allValues("Vary")).anyMatch((value) -> value.contains("Accept-Encoding"));
		assertThat(HttpApplication.values(response.body())).hasSize(100).startsWith(0L, 1L);
	}

	@Test
	void whenPathAndQueryHaveValuesThenTheHandlerGetsThem() throws Exception {
		assertThat(HttpApplication.values(application.get("/flight/numbers/from/5?count=3").body()))
			.isEqualTo(List.of(5L, 6L, 7L));
		assertThat(HttpApplication.values(application.get("/flight/numbers/from/5").body())).hasSize(10);
		assertProblem(application.get("/flight/numbers/from/5?count=x"), 400, "count: 'x' is not a valid value");
	}

	@Test
	void whenAFlightHasPartitionsThenTheyAreOneStreamInOrder() throws Exception {
		List<Object> expected = LongStream
			.concat(LongStream.range(0, 50).map((i) -> i * 2), LongStream.range(0, 50).map((i) -> i * 2 + 1))
			.<Object>mapToObj((value) -> value)
			.toList();
		assertThat(HttpApplication.values(application.get("/flight/numbers/parts").body())).isEqualTo(expected);
	}

	@Test
	void whenThereAreNoRowsThenThereIsASchema() throws Exception {
		HttpResponse<byte[]> response = application.get("/flight/numbers/none");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(HttpApplication.values(response.body())).isEmpty();
	}

	@Test
	void whenACommandIsPostedThenItsFieldsAreTheBody() throws Exception {
		HttpResponse<byte[]> response = application.send(application.request("/flight/commands/range")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"from\":3,\"to\":6}")));
		assertThat(HttpApplication.values(response.body())).isEqualTo(List.of(3L, 4L, 5L));
		assertProblem(application
			.send(application.request("/flight/commands/range").POST(BodyPublishers.ofString("{\"from\":\"x\"}"))), 400,
				"from");
		assertProblem(application.send(application.request("/flight/commands/range")
			.POST(BodyPublishers.ofString("{\"type\":\"other\",\"from\":3,\"to\":6}"))), 400, "type");
		assertProblem(application.send(application.request("/flight/commands/nothing").POST(BodyPublishers.noBody())),
				404, "nothing");
	}

	@Test
	void whenAFlightIsAskedForThenItsInfoHasAnAddressPerEndpoint() throws Exception {
		String info = text(application.get("/flight/numbers/parts?info"));
		assertThat(info).contains("\"records\":100", "\"ordered\":true", "\"name\":\"value\"", "Größe");
		Matcher uris = Pattern.compile("http://localhost:\\d+(/flight/numbers/parts\\?ticket=[^\"]+)").matcher(info);
		assertThat(uris.find()).isTrue();
		assertThat(uris.find()).isTrue();
		assertThat(HttpApplication.values(application.get(uris.group(1)).body())).hasSize(50).startsWith(1L, 3L);
		String other = uris.group(1).replace("/flight/numbers/parts", "/flight/numbers");
		assertProblem(application.get(other), 400, "another flight");
		assertProblem(application.get(uris.group(1) + "A"), 400, "");
	}

	@Test
	void whenAProxyForwardsThenAddressesAreThoseThatTheClientKnows() throws Exception {
		try (HttpApplication behind = HttpApplication.start(NumberFlights.class,
				"server.forward-headers-strategy=framework")) {
			String info = text(behind.get("/flight/numbers?info", "X-Forwarded-Proto", "https", "X-Forwarded-Host",
					"data.example.org", "X-Forwarded-Prefix", "/api"));
			assertThat(info).contains("\"https://data.example.org/api/flight/numbers?ticket=");
			assertThat(text(behind.get("/flight/numbers?info", "X-Forwarded-Host", "a_b")))
				.contains("\"http://a_b/flight/numbers?ticket=");
			assertProblem(behind.get("/flight/numbers?info", "X-Forwarded-Host", "x y"), 400, "X-Forwarded-Host");
			assertProblem(behind.get("/flight/numbers?info", "X-Forwarded-Prefix", "/a b"), 400, "X-Forwarded-Prefix");
		}
	}

	@Test
	void whenTheNameOfAFlightIsNotAsciiThenItsAddressIsEscapedOnce() throws Exception {
		String info = text(application.get("/flight/numbers/gr%C3%B6%C3%9Fe?info"));
		assertThat(info).contains("/flight/numbers/gr%C3%B6%C3%9Fe\"", "/flight/numbers/gr%C3%B6%C3%9Fe?ticket=")
			.doesNotContain("%25");
	}

	@Test
	void whenFlightsAreListedThenEachHasItsAddress() throws Exception {
		assertThat(text(application.get("/flight"))).contains("\"path\":\"numbers\"", "\"path\":\"numbers/none\"",
				"/flight/numbers/none\"");
		assertThat(text(application.get("/flight?criteria=numbers/none"))).contains("numbers/none")
			.doesNotContain("numbers/parts");
	}

	@Test
	void whenTheSchemaIsAskedForThenItIsJsonOrArrow() throws Exception {
		assertThat(text(application.get("/flight/numbers?schema"))).contains("\"fields\"", "\"name\":\"value\"");
		HttpResponse<byte[]> arrow = application.get("/flight/numbers?schema", "Accept",
				"application/vnd.apache.arrow.stream");
		assertThat(HttpApplication.values(arrow.body())).isEmpty();
	}

	@Test
	void whenOnlyTheHeadIsAskedForThenThereAreNoRows() throws Exception {
		HttpResponse<byte[]> response = application
			.send(application.request("/flight/numbers").method("HEAD", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.arrow.stream");
		assertThat(application.send(application.request("/flight/nothing").method("HEAD", BodyPublishers.noBody()))
			.statusCode()).isEqualTo(404);
	}

	@Test
	void whenOptionsAreAskedForThenTheyAreWhatTheFlightServes() throws Exception {
		assertThat(allow("/flight/numbers")).isEqualTo("GET, HEAD, OPTIONS");
		assertThat(allow("/flight/numbers/sum")).isEqualTo("PUT, POST, OPTIONS");
		assertThat(allow("/flight/commands/range")).isEqualTo("POST, GET, OPTIONS");
		assertThat(allow("/flight")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@Test
	void whenAMethodIsNotServedThenTheAnswerNamesThoseThatAre() throws Exception {
		HttpResponse<byte[]> response = application
			.send(application.request("/flight/numbers").PUT(BodyPublishers.noBody()));
		assertProblem(response, 405, "numbers");
		assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
		assertThat(application.get("/flight/numbers/sum").statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DELETE | /flight/numbers        | 405 | GET, HEAD, OPTIONS
			PATCH  | /flight/numbers/sum    | 405 | PUT, POST, OPTIONS
			DELETE | /flight                | 405 | GET, HEAD, OPTIONS
			HEAD   | /flight/commands/range | 405 | POST, OPTIONS
			DELETE | /flight/nothing        | 404 |""")
	void whenAMethodIsNotServedThenThoseThatAreAreNamed(String method, String path, int status, String allow)
			throws Exception {
		HttpResponse<byte[]> response = application
			.send(application.request(path).method(method, BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(status);
		if (allow != null) {
			assertThat(response.headers().firstValue("Allow")).hasValue(allow);
		}
	}

	@Test
	void whenTheHeadOfATicketIsAskedForThenTheTicketIsChecked() throws Exception {
		String info = new String(application.get("/flight/numbers/parts?info").body(), StandardCharsets.UTF_8);
		Matcher uri = Pattern.compile("(/flight/numbers/parts\\?ticket=[^\"]+)").matcher(info);
		assertThat(uri.find()).isTrue();
		assertThat(head(uri.group(1))).isEqualTo(200);
		assertThat(head(uri.group(1).replace("/parts?", "/none?"))).isEqualTo(400);
		assertThat(head("/flight/numbers/parts?ticket=bm9uZQ")).isBetween(400, 404);
		assertThat(head("/flight/nothing?ticket=bm9uZQ")).isBetween(400, 404);
	}

	private static int head(String path) throws Exception {
		return application.send(application.request(path).method("HEAD", BodyPublishers.noBody())).statusCode();
	}

	@Test
	void whenAHandlerFailsBeforeItsFirstRowsThenTheAnswerIsAProblem() throws Exception {
		assertProblem(application.get("/flight/numbers/fails-at-once"), 404, "There is nothing today");
		HttpResponse<byte[]> inside = application.get("/flight/numbers/fails-inside");
		assertProblem(inside, 500, "error id");
		assertThat(text(inside)).doesNotContain("password");
		assertProblem(application.get("/flight/numbrs"), 404, "numbers");
		assertProblem(application.get("/flight/numbers/from/x"), 400, "'x'");
	}

	@ParameterizedTest
	@CsvSource({ "arrows", "arrow", "multipart", "json", "ndjson", "csv" })
	void whenAHandlerFailsAfterItsFirstRowsThenTheResponseDoesNotEnd(String format) {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> application.get("/flight/numbers/fails-late?format=" + format));
		application.awaitNoCalls();
	}

	@Test
	void whenAClientGoesAwayThenTheHandlerIsCancelled() throws Exception {
		var response = application.client()
			.send(application.request("/flight/numbers/endless").build(), HttpResponse.BodyHandlers.ofInputStream());
		response.body().readNBytes(1_000_000);
		response.body().close();
		assertThat(NumberFlights.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
		application.awaitNoCalls();
	}

	private static String allow(String path) throws Exception {
		return application.send(application.request(path).method("OPTIONS", BodyPublishers.noBody()))
			.headers()
			.firstValue("Allow")
			.orElse("");
	}

	private static void assertProblem(HttpResponse<byte[]> response, int status, String detail) {
		assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(text(response)).contains("\"status\":" + status, detail);
	}

}
