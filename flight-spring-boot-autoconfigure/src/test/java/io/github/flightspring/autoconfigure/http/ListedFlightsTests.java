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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flights that methods add to the list, whatever their names.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListedFlightsTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Odd.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAMethodListsWhatIsNoPathThenTheOthersAreListedAndItIsToldOnce(CapturedOutput output) throws Exception {
		try (FlightCalls calls = FlightCalls.start(Broken.class)) {
			for (int i = 0; i < 2; i++) {
				List<String> paths = new ArrayList<>();
				calls.client()
					.listFlights(Criteria.ALL)
					.forEach((info) -> paths.add(String.join("/", info.getDescriptor().getPath())));
				assertThat(paths).containsExactly("table", "first", "second", "third");
			}
			assertThat(output.getOut()
				.lines()
				.filter((line) -> line.contains("Broken.list()") && line.contains("'a/../b' has the segment '..'")))
				.hasSize(1);
			Broken.info = true;
			assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getInfo(FlightDescriptor.path("table")))
				.contains("error id")
				.doesNotContain("segment");
		}
		assertThat(output).contains("GetFlightInfo failed in " + Broken.class.getName() + ".info()");
	}

	@Test
	void whenAListedFlightHasAnAddressThenItLeadsToTheFlight() throws Exception {
		JsonNode list = JsonMapper.shared().readTree(application.get("/flight").body()).get("flights");
		List<String> addressed = new ArrayList<>();
		for (JsonNode flight : list) {
			if (flight.has("uri")) {
				String path = flight.get("path").stringValue();
				URI uri = URI.create(flight.get("uri").stringValue());
				String target = uri.getRawPath();
				HttpResponse<byte[]> rows = application.get(target, "Accept", "text/csv");
				assertThat(rows.statusCode()).as(target).isEqualTo(200);
				assertThat(new String(rows.body(), StandardCharsets.UTF_8)).contains(path);
				addressed.add(path);
			}
		}
		assertThat(addressed).containsExactly("odd/a/b", "odd/ü 1", "odd/file.arrows", "odd/.arrows", "odd/100%;x?#");
		assertThat(list).extracting((flight) -> flight.get("path").stringValue())
			.contains("odd/two\r\nlines", "odd/back\\slash", "commands/x", "odd/\u2028");
	}

	@Test
	void whenWhatIsSentIsEchoedThenItIsCleanedAndCut() throws Exception {
		String odd = "%0D%0A" + "x".repeat(2000);
		for (HttpResponse<byte[]> response : List.of(application.get("/flight/" + odd + "/a/b/c/d"),
				application.get("/flight/odd/number/" + odd), application.get("/flight/odd/a?n=" + odd),
				application.get("/flight/odd/a?format=" + odd),
				application.send(application.request("/flight/commands/" + odd)
					.POST(java.net.http.HttpRequest.BodyPublishers.noBody())),
				application.get("/flight/odd/a/b", "Accept", "x".repeat(2000)),
				application.get("/flight/odd/a/b", "Accept-Encoding", "gzip;q=" + "x".repeat(2000)),
				application.send(application.request("/flight/odd/a/b")
					.method("X".repeat(2000), java.net.http.HttpRequest.BodyPublishers.noBody())))) {
			String body = new String(response.body(), StandardCharsets.UTF_8);
			assertThat(response.statusCode()).as(body).isBetween(400, 501);
			assertThat(body).as(body.substring(0, Math.min(200, body.length())))
				.hasSizeLessThan(900)
				.doesNotContain("\\r")
				.doesNotContain("\\n");
		}
	}

	@FlightEndpoint
	static class Broken {

		static volatile boolean info;

		record Row(String value) {
		}

		@DoGet("table")
		List<Row> table() {
			return List.of();
		}

		@GetFlightInfo("table")
		Flight info() {
			return Flight.of(Row.class).path(Broken.info ? new String[] { "a", "..", "b" } : new String[] { "table" });
		}

		@ListFlights
		List<Flight> list() {
			return List.of(Flight.of(Row.class).path("first"), Flight.of(Row.class).path("a", "..", "b"),
					Flight.of(Row.class).path("second"), Flight.of(Row.class), Flight.of(Row.class).path("third"));
		}

	}

	@FlightEndpoint("odd")
	static class Odd {

		record Row(String value) {
		}

		@DoGet("{name}")
		List<Row> one(String name, @io.github.flightspring.annotation.FlightParam(defaultValue = "1") int n) {
			return List.of(new Row("odd/" + name));
		}

		@DoGet("{a}/{b}")
		List<Row> two(String a, String b) {
			return List.of(new Row("odd/" + a + "/" + b));
		}

		@DoGet("number/{n}")
		List<Row> number(int n) {
			return List.of();
		}

		@ListFlights
		List<Flight> list() {
			return List
				.of("odd/a/b", "odd/ü 1", "odd/file.arrows", "odd/.arrows", "odd/100%;x?#", "odd/two\r\nlines",
						"odd/back\\slash", "commands/x", "odd/\u2028")
				.stream()
				.map((path) -> Flight.of(Row.class).path(path))
				.toList();
		}

		@ListFlights
		FlightInfo unnamed() {
			return new FlightInfo(new org.apache.arrow.vector.types.pojo.Schema(List.of()),
					FlightDescriptor.path("odd", "two\nlines"), List.of(), -1, -1);
		}

	}

}
