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

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that come as text, to handlers that take records.
 */
class TextUploadTests {

	private static final String CSV = "text/csv";

	private static final String LINES = "application/x-ndjson";

	private static final AtomicReference<List<? extends Object>> stored = new AtomicReference<>(List.of());

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Texts.class, "flight.server.call-memory-limit=8MB");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@BeforeEach
	void forget() {
		stored.set(List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "csv", "ndjson" })
	void whenRowsOfEveryTypeAreDownloadedAsTextThenTheyCanBeUploadedAgain(String format) throws Exception {
		byte[] text = application.get("/flight/texts?format=" + format).body();
		HttpResponse<byte[]> response = put("/flight/texts?format=" + format, null, text);
		assertThat(text(response)).isEqualTo("{\"results\":[3]}");
		assertThat(stored.get()).usingRecursiveComparison().isEqualTo(Texts.everything().toList());
	}

	@Test
	void whenTheTypeOfTheBodySaysSoThenItIsText() throws Exception {
		assertThat(names("text/csv;charset=utf-8", "name,count\r\nanna,1\r\n")).containsExactly("anna 1");
		assertThat(names("text/csv;header=absent", "anna,1\nbob,2")).containsExactly("anna 1", "bob 2");
		assertThat(names(LINES, "{\"name\":\"anna\",\"count\":1}\n\n{\"count\":2}\n")).containsExactly("anna 1",
				"null 2");
		assertThat(names("application/jsonl", "{\"name\":null,\"count\":1.0}")).containsExactly("null 1");
	}

	@Test
	void whenValuesAreWrittenByOtherToolsThenTheyAreUnderstood() throws Exception {
		assertThat(names(CSV, "\uFEFFother,count,name\n,1,\"a \"\"b\"\",\r\nc\"\n\n,2.0,\"\"\n,3,ü\n"))
			.containsExactly("a \"b\",\r\nc 1", " 2", "ü 3");
		put("/flight/texts/times", CSV, "at,day\n2001-02-03 04:05:06+00:00,2001-02-03\n".getBytes());
		assertThat(stored.get()).hasToString("[Time[at=2001-02-03T04:05:06Z, day=2001-02-03]]");
	}

	@Test
	void whenTheBodyIsCodedThenItIsDecoded() throws Exception {
		HttpResponse<byte[]> response = application.send(application.request("/flight/texts/names")
			.header("Content-Type", CSV)
			.header("Content-Encoding", "zstd")
			.PUT(BodyPublishers.ofByteArray(Zstd.compress("name,count\na,1\n".getBytes()))));
		assertThat(text(response)).isEqualTo("{\"results\":[1]}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					name,count\\na,1\\nb,x\\n            | 3 | column 'count': 'x' is not a whole number from -2147483648 to 2147483647
					name,count\\na,3000000000\\n           | 2 | '3000000000' is not
					name,count\\na,1.5\\n                  | 2 | '1.5' is not
					name,count\\na,1e999999999\\n          | 2 | '1e999999999' is not
					name,count\\na,\\n                     | 2 | column 'count': is null, and must not be
					name,count\\na,1,2\\n                  | 2 | has more values than there are columns (2)
					name,count\\na\\n                      | 2 | has 1 values for 2 columns
					name,count\\n"a\\n                     | 2 | a quote that does not end
					name,count\\n"a"b,1\\n                 | 2 | text after a quoted value
					name,count\\na"b,1\\n                  | 2 | a quote within a value
					name,count\\n"x\\n\\ny",1\\nb,x\\n     | 5 | 'x' is not
					name,name\\n                          | 1 | has a column twice
					name,count\\n-,-1\\n                   | 2 | must be positive
					""")
	void whenARowIsBadThenItsLineIsTold(String text, int line, String detail) throws Exception {
		assertRefused(CSV, text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8), line, detail);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			text/csv             | name,count\\na,1\\nb | ,         | 3 | more values than there are columns (2)
			text/csv             | a,b                   | ,b        | 1 | has a column twice: 'b'
			application/x-ndjson | {"count":[1           | ,1        | 1 | has more than 250000 values
			application/x-ndjson | {"x":1                | ,"y":1    | 1 | column 'x': there is no such column
			""")
	void whenALineIsLongAndCompressesWellThenItIsRefusedEarly(String type, String start, String block, int line,
			String detail) throws Exception {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
			gzip.write(start.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
			gzip.write(block.repeat(15_000_000 / block.length()).getBytes(StandardCharsets.UTF_8));
		}
		HttpResponse<byte[]> response = application.send(application.request("/flight/texts/names")
			.header("Content-Type", type)
			.header("Content-Encoding", "gzip")
			.PUT(BodyPublishers.ofByteArray(body.toByteArray())));
		assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
		assertThat(text(response)).contains("\"line\":" + line, detail);
		assertThat(stored.get()).isEmpty();
		application.awaitNoCalls();
	}

	@Test
	void whenALineIsBadThenItIsTold() throws Exception {
		assertRefused(LINES, "{\"count\":1}\n{\"count\":}\n", 2, "is not JSON");
		assertRefused(LINES, "{\"count\":1}\n[1]\n", 2, "is not a JSON object");
		assertRefused(LINES, "{\"count\":1}{\"count\":1}\n", 1, "is not JSON");
		assertRefused(LINES, "{\"count\":1,\"count\":2}\n", 1, "has the name 'count' twice in one object");
		assertRefused(LINES, "{\"count\":1,\"nmae\":\"a\"}\n", 1, "column 'nmae': there is no such column");
		assertRefused(LINES, "{\"name\":\"a\"}\n", 1, "column 'count': is missing");
		assertRefused(LINES, "{\"name\":1,\"count\":1}\n", 1, "column 'name': '1' is not a text");
		assertRefused(LINES, "{\"count\":1}\n{\"count\":1", 2, "is not JSON");
		assertRefused(LINES, new byte[] { '{', (byte) 0xFF, '}' }, 1, "is not UTF-8");
		assertRefused(LINES, "[".repeat(100_000), 1, "is not JSON");
		assertRefused(CSV, "", 1, "is missing: it is the header");
	}

	@Test
	void whenARequiredColumnIsMissingThenItIsNamed() throws Exception {
		HttpResponse<byte[]> response = put("/flight/texts/names", CSV, "name,cuont\na,1\n".getBytes());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains("column 'count': is missing").contains("'name'");
	}

	@Test
	void whenTheHandlerTakesAnySchemaThenTextIsUnsupported() throws Exception {
		HttpResponse<byte[]> response = put("/flight/texts/any", CSV, "a\n1\n".getBytes());
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.headers().firstValue("Accept"))
			.hasValueSatisfying((accept) -> assertThat(accept).contains("apache.arrow.stream").doesNotContain("csv"));
		assertThat(put("/flight/texts/names", "text/csv;charset=UTF-16", new byte[2]).statusCode()).isEqualTo(415);
		assertThat(put("/flight/texts/names?format=json", null, new byte[2]).statusCode()).isEqualTo(415);
		assertThat(put("/flight/texts/nobody", CSV, new byte[2]).statusCode()).isEqualTo(404);
	}

	@Test
	void whenThereAreMoreRowsThanMemoryThenTheyAreTakenInBatches() throws Exception {
		byte[] block = IntStream.range(0, 1000)
			.mapToObj((i) -> "{\"name\":\"%s\",\"count\":%d}\n".formatted("x".repeat(200), i))
			.reduce("", String::concat)
			.getBytes(StandardCharsets.UTF_8);
		HttpResponse<byte[]> response = application.send(application.request("/flight/texts/count")
			.header("Content-Type", LINES)
			.PUT(BodyPublishers.ofInputStream(() -> repeated(block, 200))));
		assertThat(text(response)).isEqualTo("{\"results\":[200000]}");
		HttpResponse<byte[]> endless = application.send(application.request("/flight/texts/count")
			.header("Content-Type", LINES)
			.PUT(BodyPublishers.ofInputStream(() -> repeated(" ".repeat(1 << 20).getBytes(), 20))));
		assertThat(endless.statusCode()).isEqualTo(400);
		assertThat(text(endless)).contains("Line 1 has more than");
	}

	@Test
	void whenAHandlerCreatesThenItIsToldWhere() throws Exception {
		HttpResponse<byte[]> response = put("/flight/texts/created/one", CSV, "name,count\na,1\n".getBytes());
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().firstValue("Location"))
			.hasValue(application.uri("/flight/texts/created/one").toString());
		assertThat(text(response)).isEqualTo("{\"results\":[1]}");
	}

	private static InputStream repeated(byte[] block, int times) {
		Enumeration<InputStream> blocks = Collections.enumeration(IntStream.range(0, times)
			.<InputStream>mapToObj((i) -> new java.io.ByteArrayInputStream(block))
			.toList());
		return new SequenceInputStream(blocks);
	}

	private static List<String> names(String type, String body) throws Exception {
		HttpResponse<byte[]> response = put("/flight/texts/names", type, body.getBytes(StandardCharsets.UTF_8));
		assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
		return stored.get().stream().map(Object::toString).toList();
	}

	private static void assertRefused(String type, String body, int line, String detail) throws Exception {
		assertRefused(type, body.getBytes(StandardCharsets.UTF_8), line, detail);
	}

	private static void assertRefused(String type, byte[] body, int line, String detail) throws Exception {
		HttpResponse<byte[]> response = put("/flight/texts/names", type, body);
		assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
		assertThat(text(response)).contains("\"line\":" + line)
			.contains("\"code\":\"INVALID_ARGUMENT\"")
			.contains("Line " + line)
			.contains(detail);
		assertThat(stored.get()).isEmpty();
		application.awaitNoCalls();
	}

	private static HttpResponse<byte[]> put(String path, String type, byte[] body) throws Exception {
		var request = application.request(path).PUT(BodyPublishers.ofByteArray(body));
		return application.send((type != null) ? request.header("Content-Type", type) : request);
	}

	/**
	 * Flights that keep what they get.
	 */
	@FlightEndpoint("texts")
	static class Texts {

		enum Color {

			RED, GREEN

		}

		record Point(int x, Double y) {
		}

		record Everything(boolean truth, byte tiny, short small, char letter, int number, long big, float single,
				double wide, Integer box, String text, Color color,
				@ArrowDecimal(precision = 20, scale = 3) BigDecimal decimal,
				@ArrowDecimal(precision = 50, scale = 0) BigInteger digits, Instant instant,
				@ArrowField(unit = ArrowField.Unit.NANOSECOND) LocalDateTime local, LocalDate date, LocalTime time,
				Duration length, Period period, UUID id, byte[] bytes, List<String> list, Map<String, Integer> map,
				Point point, int[] array) {
		}

		record Name(String name, int count) {

			Name {
				if (count < 0) {
					throw new IllegalArgumentException("must be positive");
				}
			}

		}

		record Time(Instant at, LocalDate day) {
		}

		static Stream<Everything> everything() {
			Everything some = new Everything(true, (byte) -1, (short) 2, 'c', 3, 1L << 60, 1.5f, 2.5, 7, "a,\"b\"\nü",
					Color.GREEN, new BigDecimal("12345678901234567.125"), BigInteger.TEN.pow(45),
					Instant.parse("2001-02-03T04:05:06.123456Z"), LocalDateTime.parse("1969-12-31T23:59:59.123456789"),
					LocalDate.parse("1900-01-01"), LocalTime.parse("23:59:59.999999"), Duration.ofMillis(-1500),
					Period.of(1, 2, 3), UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
					new byte[] { 0, 1, -1 }, Arrays.asList("x", null, ""), Map.of("k", 1), new Point(1, null),
					new int[] { 1, 2 });
			Everything special = new Everything(false, (byte) 0, (short) 0, ' ', 0, 0, 0.1f, Double.NEGATIVE_INFINITY,
					null, "", Color.RED, BigDecimal.ZERO.setScale(3), BigInteger.ZERO, Instant.EPOCH,
					LocalDateTime.parse("2001-01-01T00:00:00"), LocalDate.EPOCH, LocalTime.MIDNIGHT, Duration.ZERO,
					Period.ZERO, new UUID(0, 0), new byte[0], List.of(), Map.of(), new Point(2, 0.1), new int[0]);
			Everything none = new Everything(false, (byte) 0, (short) 0, ' ', 0, 0, 0, 0, null, null, null, null, null,
					null, null, null, null, null, null, null, null, null, null, null, null);
			return Stream.of(some, special, none);
		}

		@DoGet
		Stream<Everything> all() {
			return everything();
		}

		@DoPut
		int everything(Stream<Everything> rows) {
			stored.set(rows.toList());
			return stored.get().size();
		}

		@DoPut("names")
		long names(Iterable<Name> rows) {
			List<String> names = new java.util.ArrayList<>();
			rows.forEach((row) -> names.add(row.name() + " " + row.count()));
			stored.set(names);
			return names.size();
		}

		@DoPut("times")
		void times(Stream<Time> rows) {
			stored.set(rows.toList());
		}

		@DoPut("count")
		long count(Stream<Name> rows) {
			return rows.count();
		}

		@DoPut(path = "created/{name}", schema = Name.class)
		@ResponseStatus(HttpStatus.CREATED)
		long create(String name, ArrowReader rows) throws Exception {
			return rows.loadNextBatch() ? rows.getVectorSchemaRoot().getRowCount() : 0;
		}

		@DoGet("created/{name}")
		Stream<Name> created(String name) {
			return Stream.of(new Name(name, 1));
		}

		@DoPut("any")
		long any(ArrowReader rows) {
			return 0;
		}

	}

}
