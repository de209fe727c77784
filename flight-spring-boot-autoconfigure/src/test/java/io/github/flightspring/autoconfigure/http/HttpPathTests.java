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

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.support.CatchAllFlights;
import io.github.flightspring.support.CatchAllFlights.Row;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses of flights with catch-all path variables, and of methods that serve several
 * paths.
 */
class HttpPathTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(new Class<?>[] { CatchAllFlights.class, SeveralPaths.class });
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "files, [] of files", "files/a, [a] of files", "files/a/b%20c/%C3%BC, '[a, b c, ü] of files'",
			"files/a%2Cb/c%3Fd, '[a,b, c?d] of files'", "files/fixed, fixed", "files/fixed/x, '[fixed, x] of files'",
			"files/deep/a/b, a/b of deep", "files/deep, ' of deep'", "files/one/size, one's size",
			"numbers/1/2/3, '6'" })
	void whenTheRestOfAPathIsACatchAllThenItArrivesDecoded(String path, String text) throws Exception {
		assertThat(row("/flight/" + path)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "numbers/1/x", "files/a/%2E%2E", "files/a/b%2Fc%2F..%2Fd" })
	void whenTheRestOfAPathIsWrongThenTheRequestIs(String path) throws Exception {
		assertThat(application.get("/flight/" + path).statusCode()).isEqualTo(400);
	}

	@Test
	void whenAFlightOfACatchAllIsDescribedThenItsAddressLeadsBack() throws Exception {
		String info = text(application.get("/flight/files/a/b%20c?info"));
		String uri = info.replaceAll("(?s).*\"uri\":\"([^\"]+)\".*", "$1");
		HttpResponse<byte[]> rows = application.send(HttpRequest.newBuilder(URI.create(uri + "&format=csv")));
		assertThat(text(rows)).contains("[a, b c] of files");
	}

	@Test
	void whenAFlightOfACatchAllIsUploadedThenTheRestArrives() throws Exception {
		HttpResponse<byte[]> answer = application.send(application.request("/flight/files/a/b")
			.header("Content-Type", "application/x-ndjson")
			.PUT(BodyPublishers.ofString("{\"text\":\"x\"}\n")));
		assertThat(text(answer)).contains("a/b: 1");
	}

	@ParameterizedTest
	@CsvSource({ "base/a, base/a Optional.empty null", "base/b/7, 'base/b/7 Optional[7] null'",
			"base/c/7/x, base/c/7/x Optional[7] x", "base, itself", "base/itself, itself", "base/q1, base/q1",
			"base/q2, base/q2" })
	void whenAMethodServesSeveralPathsThenEachIsAResource(String path, String text) throws Exception {
		assertThat(row("/flight/" + path)).isEqualTo(text);
		assertThat(application.send(application.request("/flight/" + path).method("HEAD", BodyPublishers.noBody()))
			.statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "base/a", "base/z" })
	void whenAnUploadServesSeveralPathsThenEachTakesRows(String path) throws Exception {
		HttpResponse<byte[]> answer = application.send(application.request("/flight/" + path)
			.header("Content-Type", "application/x-ndjson")
			.PUT(BodyPublishers.ofString("{\"text\":\"x\"}\n{\"text\":\"y\"}\n")));
		assertThat(text(answer)).contains("2");
	}

	@ParameterizedTest
	@CsvSource({ "base/a, 'GET, HEAD, PUT, POST, OPTIONS'", "base/itself, 'GET, HEAD, OPTIONS'",
			"base/z, 'PUT, POST, OPTIONS'" })
	void whenAMethodServesSeveralPathsThenEachSaysWhatItAllows(String path, String allow) throws Exception {
		HttpResponse<byte[]> answer = application
			.send(application.request("/flight/" + path).method("OPTIONS", BodyPublishers.noBody()));
		assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
	}

	@Test
	void whenFlightsAreListedThenTheSeveralPathsAreAndACatchAllIsNot() throws Exception {
		assertThat(text(application.get("/flight"))).contains("/flight/base/a\"", "/flight/base/itself\"")
			.doesNotContain("*");
	}

	private static String row(String path) throws Exception {
		HttpResponse<byte[]> answer = application.get(path, "Accept", "application/vnd.apache.arrow.stream");
		assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		List<Object> values = HttpApplication.values(answer.body());
		assertThat(values).hasSize(1);
		return values.get(0).toString();
	}

	private static String text(HttpResponse<byte[]> answer) {
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.statusCode()).as(text).isEqualTo(200);
		return text;
	}

	@FlightEndpoint
	static class SeveralPaths {

		@DoGet({ "base/a", "base/b/{number}", "base/c/{number}/{name}" })
		Stream<Row> paths(FlightDescriptor descriptor, Optional<Integer> number, @Nullable String name) {
			return CatchAllFlights.row(String.join("/", descriptor.getPath()) + " " + number + " " + name);
		}

		@DoGet({ "base", "base/itself" })
		Stream<Row> itself() {
			return CatchAllFlights.row("itself");
		}

		@DoPut({ "base/a", "base/z" })
		long put(Stream<Row> rows) {
			return rows.count();
		}

		@FlightQuery({ "base/q1", "base/q2" })
		Stream<Row> query(FlightDescriptor descriptor) {
			return CatchAllFlights.row(String.join("/", descriptor.getPath()));
		}

	}

}
