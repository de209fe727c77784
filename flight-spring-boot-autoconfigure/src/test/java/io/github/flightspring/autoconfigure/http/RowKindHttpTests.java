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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.NullLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of classes over HTTP, as Arrow and as text.
 */
class RowKindHttpTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Readings.class, "flight.server.max-collected-rows=3");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	private static HttpResponse<byte[]> put(String path, byte[] body) throws Exception {
		return application.send(application.request(path).PUT(BodyPublishers.ofByteArray(body)));
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "stream,csv", "stream,ndjson", "stream,arrows", "list,csv", "list,ndjson", "list,arrows",
			"array,arrows" })
	void whenRowsAreDownloadedThenTheyCanBeUploadedAgain(String kind, String format) throws Exception {
		byte[] rows = application.get("/flight/readings/all?format=" + format).body();
		String query = format.equals("arrows") ? "" : "?format=" + format;
		HttpResponse<byte[]> response = put("/flight/readings/" + kind + query, rows);
		assertThat(text(response)).contains("[1 a [x, y] note, 2 null [] null]");
	}

	@Test
	void whenOneRowIsReturnedThenItIsTheOnlyLine() throws Exception {
		assertThat(text(application.get("/flight/readings/one?format=ndjson")).strip())
			.isEqualTo("{\"id\":1,\"name\":\"a\",\"tags\":[\"x\",\"y\"],\"note\":\"note\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":3,\"name\":\"c\",\"tags\":[]}",
			"{\"id\":3,\"name\":\"c\",\"tags\":[],\"note\":null}" })
	void whenAnOptionalNameIsMissingInTextThenItIsNull(String line) throws Exception {
		byte[] body = line.getBytes(StandardCharsets.UTF_8);
		assertThat(text(put("/flight/readings/list?format=ndjson", body))).contains("[3 c [] null]");
		byte[] csv = "id,name,tags\n3,c,[]\n".getBytes(StandardCharsets.UTF_8);
		assertThat(text(put("/flight/readings/list?format=csv", csv))).contains("[3 c [] null]");
	}

	@Test
	void whenThereAreTooManyRowsForAListThenTheStatusSaysSo() throws Exception {
		byte[] body = "{\"id\":3,\"tags\":[]}\n".repeat(4).getBytes(StandardCharsets.UTF_8);
		HttpResponse<byte[]> response = put("/flight/readings/list?format=ndjson", body);
		assertThat(response.statusCode()).isIn(413, 429);
		assertThat(text(response)).contains("RESOURCE_EXHAUSTED", "more than 3 rows");
	}

	@Test
	void whenARowStandsForVeryManyObjectsThenItIsRefused() throws Exception {
		HttpResponse<byte[]> response = put("/flight/readings/bags", NullLists.stream(1, 1 << 22));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains("INVALID_ARGUMENT", "row 0, column 'xs': the values of the row take more");
		assertThat(text(put("/flight/readings/bags", NullLists.stream(1, 1000)))).contains("1000");
	}

	/**
	 * A class with a constructor and a setter.
	 */
	static class Reading {

		private final int id;

		private final @Nullable String name;

		private final List<String> tags;

		@ArrowField(optional = true)
		private @Nullable String note;

		Reading(int id, @Nullable String name, List<String> tags) {
			this.id = id;
			this.name = name;
			this.tags = tags;
		}

		public int getId() {
			return this.id;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public List<String> getTags() {
			return this.tags;
		}

		public @Nullable String getNote() {
			return this.note;
		}

		public void setNote(@Nullable String note) {
			this.note = note;
		}

		@Override
		public String toString() {
			return this.id + " " + this.name + " " + this.tags + " " + this.note;
		}

	}

	record Nested(Optional<String> a) {
	}

	record Bag(List<Nested> xs) {
	}

	@FlightEndpoint("readings")
	static class Readings {

		@DoGet("one")
		Reading one() {
			Reading reading = new Reading(1, "a", List.of("x", "y"));
			reading.setNote("note");
			return reading;
		}

		@DoGet("all")
		Reading[] all() {
			return new Reading[] { one(), new Reading(2, null, List.of()) };
		}

		@DoPut("stream")
		String stream(Iterable<Reading> rows) {
			List<Reading> read = new ArrayList<>();
			rows.forEach(read::add);
			return read.toString();
		}

		@DoPut("list")
		String list(List<Reading> rows) {
			return rows.toString();
		}

		@DoPut("bags")
		long bags(Stream<Bag> rows) {
			return rows.mapToLong((bag) -> bag.xs().size()).sum();
		}

		@DoPut("array")
		String array(Reading[] rows) {
			return Arrays.toString(rows);
		}

	}

}
