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

import java.lang.reflect.RecordComponent;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Unit;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values in text at the edges of what their columns hold: the first and the last that fit
 * are taken as they are, their neighbours are refused with the line and the column.
 */
class TextEdgeTests {

	private static final AtomicReference<List<Edges>> stored = new AtomicReference<>(List.of());

	private static final List<String> COLUMNS = Arrays.stream(Edges.class.getRecordComponents())
		.map(RecordComponent::getName)
		.toList();

	private static final String HEADER = String.join(",", COLUMNS) + "\n";

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Flights.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tiny     | -128                                        | 127
			small    | -32768                                      | 32767
			letter   | 0                                           | 65535
			number   | -2147483648                                 | 2147483647
			number   | -2147483648.000                             | 2.147483647e9
			big      | -9223372036854775808                        | 9223372036854775807
			big      | -922337203685477580.8E1                     | 9223372036854775807.0
			single   | -3.4028235E38                               | 1.4E-45
			wide     | -1.7976931348623157E308                     | 4.9E-324
			wide     | 0e99999                                     | -0e-99999
			decimal  | -99999999.99                                | 99999999.990
			decimal  | 0E-2147483647                               | 0.010e0
			digits   | -99999                                      | 99999.0
			digits   | 1e4                                         | -0
			""")
	void whenNumberIsAtTheEdgeThenItFits(String column, String first, String last) throws Exception {
		for (String number : List.of(first, last)) {
			Object expected = number(column, number);
			assertThat(json(column, number)).as(number).isEqualTo(expected);
			assertThat(json(column, "\"" + number + "\"")).as(number).isEqualTo(expected);
			assertThat(values(column, number)).as(number).isEqualTo(expected);
		}
	}

	private static Object number(String column, String number) {
		BigDecimal exact = new BigDecimal(number);
		return switch (column) {
			case "tiny" -> exact.byteValueExact();
			case "small" -> exact.shortValueExact();
			case "letter" -> (char) exact.intValueExact();
			case "number" -> exact.intValueExact();
			case "big" -> exact.longValueExact();
			case "single" -> Float.valueOf(number);
			case "wide" -> Double.valueOf(number);
			case "decimal" -> exact.setScale(2);
			default -> exact.toBigIntegerExact();
		};
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			instantS | -1000000000-01-01T00:00:00Z                 | +1000000000-12-31T23:59:59Z
			instant  | -290308-12-21T19:59:05.224192Z              | +294247-01-10T04:00:54.775807Z
			instantNs| 1677-09-21T00:12:43.145224192Z              | 2262-04-11T23:47:16.854775807Z
			local    | -290308-12-21T19:59:05.224192               | +294247-01-10T04:00:54.775807
			date     | -5877641-06-23                              | +5881580-07-11
			timeS    | 00:00:00                                    | 23:59:59
			time     | 00:00:00                                    | 23:59:59.999999
			lengthS  | PT-2562047788015215H-30M-8S                 | PT2562047788015215H30M7S
			length   | PT-2562047788H-54.775808S                   | PT2562047788H54.775807S
			period   | P-178956970Y-8M-2147483648D                 | P178956970Y7M2147483647D
			""")
	void whenTimeIsAtTheEdgeThenItFits(String column, String first, String last) throws Exception {
		for (String time : List.of(first, last)) {
			Object expected = switch (column) {
				case "instantS", "instant", "instantNs" -> Instant.parse(time);
				case "local" -> LocalDateTime.parse(time);
				case "date" -> LocalDate.parse(time);
				case "timeS", "time" -> LocalTime.parse(time);
				case "period" -> Period.parse(time);
				default -> Duration.parse(time);
			};
			assertThat(json(column, "\"" + time + "\"")).as(time).isEqualTo(expected);
			assertThat(values(column, time)).as(time).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tiny     | -129          | 128            | 127.5
			small    | -32769        | 32768          | 1e-1
			letter   | -1            | 65536          | 'a'
			number   | -2147483649   | 2147483648     | 2147483646.9
			big      | -9223372036854775809 | 9223372036854775808 | 1e19
			single   | -3.4028236E38 | 3.5e38         | 1e-46
			wide     | -1.8E308      | 1e309          | 1e-400
			decimal  | -100000000.00 | 1.005          | 1.505
			digits   | 100000        | 0.5            | -100000
			""")
	void whenNumberIsBeyondTheEdgeThenItsLineIsTold(String column, String first, String second, String third)
			throws Exception {
		for (String number : List.of(first, second, third)) {
			assertRefused(column, number, true);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			instantS | +1000000001-01-01T00:00:00Z    | 2001-02-03T04:05:06.5Z
			instant  | -290308-12-21T19:59:05.224191Z | +294247-01-10T04:00:54.775808Z
			instant  | 2001-02-03T04:05:06.0000001Z   | +999999999-12-31T23:59:59-18:00
			instantNs| 1677-09-21T00:12:43.145224191Z | 2262-04-11T23:47:16.854775808Z
			local    | -290308-12-21T19:59:05.224191  | +999999999-12-31T23:59:59
			local    | 2001-02-29T00:00:00            | 2001-02-28T00:00:00.000000001
			date     | -5877641-06-22                 | +5881580-07-12
			date     | +999999999-12-31               | 2001-02-29
			timeS    | 24:00:00                       | 23:59:59.001
			time     | 23:59:60                       | 12:00:00.0000001
			lengthS  | PT0.001S                       | PT9223372036854775808S
			length   | PT2562047788H54.775808S        | PT0.0000001S
			period   | P2147483648M                   | P2147483647Y
			period   | P2147483648D                   | P1D PT1S
			""")
	void whenTimeIsBeyondTheEdgeThenItsLineIsTold(String column, String first, String second) throws Exception {
		assertRefused(column, first, false);
		assertRefused(column, second, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e-2147483648", "1e99999999999999999999", "1e-99999999999999999999", "1e2147483647",
			"-1e-2147483647", "1e2147483648" })
	void whenExponentIsHugeThenItsLineIsTold(String number) throws Exception {
		for (String column : List.of("tiny", "number", "big", "single", "wide", "decimal", "digits")) {
			assertRefused(column, number, true);
		}
		assertRefused("list", "[" + number + "]", true);
	}

	@Test
	void whenNumberHasAMillionDigitsThenItsLineIsTold() throws Exception {
		String digits = "1".repeat(1_000_000);
		for (String column : List.of("number", "wide", "decimal", "digits")) {
			assertRefused(column, digits, true);
			assertRefused(column, "0." + digits, true);
		}
	}

	@Test
	void whenZeroIsNegativeThenAFloatKeepsIt() throws Exception {
		for (String zero : List.of("-0", "-0.0", "-0e5", "-0.00E-7", "-0e99999999999999999999")) {
			assertThat(json("wide", zero)).isEqualTo(-0.0);
			assertThat(values("wide", zero)).isEqualTo(-0.0);
			assertThat(json("single", zero)).isEqualTo(-0f);
			assertThat(values("single", zero)).isEqualTo(-0f);
		}
		for (String zero : List.of("-0", "-0.0", "-0e5")) {
			assertThat(json("number", zero)).isEqualTo(0);
			assertThat(values("big", zero)).isEqualTo(0L);
			assertThat(json("decimal", zero)).isEqualTo(new BigDecimal("0.00"));
			assertThat(values("digits", zero)).isEqualTo(BigInteger.ZERO);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0e999999999999", "0e-99999999999", "-0.00e+99999999999999999999", "0E-2147483649" })
	void whenTheExponentOfZeroIsHugeThenItIsZero(String zero) throws Exception {
		for (String column : List.of("tiny", "small", "number", "big", "decimal", "digits")) {
			for (Object value : List.of(json(column, zero), json(column, '"' + zero + '"'), values(column, zero))) {
				assertThat(new BigDecimal(value.toString())).as(column).isZero();
			}
		}
		assertThat(json("letter", zero)).isEqualTo('\0');
	}

	@ParameterizedTest
	@CsvSource({ "NaN,NaN", "Infinity,Infinity", "+Infinity,Infinity", "-Infinity,-Infinity" })
	void whenAFloatIsNoNumberThenItHasTheNameThatDownloadsWrite(String text, double expected) throws Exception {
		assertThat(json("wide", '"' + text + '"')).isEqualTo(expected);
		assertThat(values("wide", text)).isEqualTo(expected);
		assertThat(json("single", '"' + text + '"')).isEqualTo((float) expected);
		assertThat(values("single", text)).isEqualTo((float) expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nan", "NAN", "-NaN", "+NaN", "inf", "-inf", "+inf", "Inf", "infinity", "INFINITY" })
	void whenAFloatIsNoNumberByAnotherNameThenTheLineIsTold(String text) throws Exception {
		for (String column : List.of("single", "wide")) {
			assertRefused(column, text, false);
		}
	}

	@Test
	void whenBase64IsNotThatOfItsBytesThenTheLineIsTold() throws Exception {
		for (String text : List.of("AAF=", "AAF", "AB==", "AB", "AP==", "AAAAAAD=", "AA=", "AAE==", "A", "A===")) {
			assertRefused("bytes", text, false);
		}
		for (String text : List.of("", "AA==", "AA", "AAE=", "AAE", "AAAA", "/w==", "//8=", "////", "+A==")) {
			assertThat(json("bytes", '"' + text + '"')).as(text).isEqualTo(Base64.getDecoder().decode(text));
		}
		assertRefused("id", "AAECAwQFBgcICQoLDA0ODx==", false);
		assertThat(values("id", "AAECAwQFBgcICQoLDA0ODw==")).hasToString("00010203-0405-0607-0809-0a0b0c0d0e0f");
	}

	@ParameterizedTest
	@CsvSource({ "tiny,٣", "number,١٢", "big,১২", "wide,٣", "single,１.５", "decimal,１", "digits,٣", "date,٢٠٠١-01-01",
			"instant,２001-01-01T00:00:00Z", "local,2001-01-01T00:00:0٣", "time,１２:00:00", "length,PT٣S", "period,P٣D",
			"id,٠٠112233-4455-6677-8899-aabbccddeeff", "id,1-2-3-4-5", "id,+0112233-4455-6677-8899-aabbccddeeff",
			"truth,ｔｒｕｅ", "truth,1", "bytes,ＡＡＡＡ", "wide,0x1p3", "wide,1d", "wide,1_000", "wide,' 1'", "number,0x10",
			"wide,1e", "wide,.", "wide,''", "number,+", "wide,1e+", "wide,--1", "wide,∞", "wide,−1" })
	void whenLettersAreNoneOfTheFormThenTheLineIsTold(String column, String text) throws Exception {
		assertRefused(column, text, false);
	}

	@Test
	void whenAListIsNotOneThenItIsNamedWithoutItsContent() throws Exception {
		assertThat(refusal("{\"number\":[1]}")).contains("column 'number': a list is not a whole number");
		assertThat(refusal("{\"list\":{\"a\":1}}")).contains("column 'list': an object is not a list");
		assertThat(refusal("{\"map\":[{\"key\":\"a\",\"value\":1,\"valeu\":2}]}"))
			.contains("column 'map': an entry of a map is not an object of key and value");
		assertThat(refusal("{\"map\":[1]}")).contains("an entry of a map is not");
		assertThat(refusal("{\"list\":[1,null,2.5,\"x\"]}")).contains("column 'list[]': 'x' is not");
	}

	@Test
	void whenAValueOfCsvHasTooManyElementsThenThisIsSaid() throws Exception {
		String list = "\"[" + "1,".repeat(250_000) + "1]\"";
		assertThat(problem(put("text/csv", HEADER + csv("list", list)))).contains("\"line\":2")
			.contains("Line 2, column 'list': has more than 250000 values");
	}

	@Test
	void whenATextHasHalfASurrogateThenItIsRefused() throws Exception {
		assertThat(refusal("{\"text\":\"a\\ud83d\"}")).contains("'a?' is not a text that UTF-8 has a form for");
		assertThat(refusal("{\"text\":\"\\ude00\\ud83d\"}")).contains("is not a text that UTF-8");
		assertThat(refusal("{\"map\":{\"\\ud83d\":1}}")).contains("column 'map{key}'");
		assertThat(json("text", "\"\\ud83d\\ude00\"")).isEqualTo("😀");
	}

	@Test
	void whenALineIsNotJsonThenThisIsSaidWithoutAWordOfTheLibrary() throws Exception {
		assertThat(refusal("{\"wide\":NaN}")).contains("Line 2 is not JSON, see character ");
		assertThat(refusal("{\"wide\":01}")).contains("Line 2 is not JSON, see character ");
		assertThat(refusal("{\"wide\":+1}")).contains("Line 2 is not JSON, see character ");
		assertThat(refusal("{\"wide\":1.}")).contains("Line 2 is not JSON");
		assertThat(refusal("{'wide':1}")).contains("Line 2 is not JSON");
		assertThat(refusal("{\"text\":\"\\x\"}")).contains("Line 2 is not JSON");
		assertThat(refusal("{\"text\":\"\u0001\"}")).contains("Line 2 is not JSON");
		assertThat(refusal("{\"text\":\"a")).contains("Line 2 is not JSON: it ends too early");
		assertThat(refusal("{\"text\":\"a\"} x")).contains("Line 2 is not JSON");
		assertThat(refusal("{\"text\":\"a\"} {}")).contains("Line 2 is not JSON: data follows");
		assertThat(refusal("[".repeat(1000))).contains("Line 2 is not JSON within the limits");
		assertThat(refusal("{\"nmae\":1}")).contains("column 'nmae': there is no such column, but 'truth', 'tiny'");
		assertThat(refusal("{\"" + "x".repeat(10_000) + "\":1}")).hasSizeLessThan(1000);
	}

	@Test
	void whenAHeaderIsOfOtherColumnsThenBothAreTold() throws Exception {
		assertThat(problem(put("text/csv", "Nmae;count\na;1\n"))).contains("\"line\":1")
			.contains("Line 1 is the header, and has no column of the flight's: it has 'Nmae;count', and they are "
					+ "'truth', 'tiny'");
		assertThat(problem(put("text/csv", "a,a\n1,2\n"))).contains("Line 1 has a column twice: 'a'");
		String header = String.join(",", java.util.Collections.nCopies(2, "x".repeat(100_000)));
		assertThat(problem(put("text/csv", header))).hasSizeLessThan(1000);
	}

	private static void assertRefused(String column, String text, boolean number) throws Exception {
		String quoted = "{\"%s\":\"%s\"}".formatted(column, text);
		assertRefused(column, "{}\n" + quoted + "\n", "application/x-ndjson");
		if (number) {
			assertRefused(column, "{}\n{\"%s\":%s}\n".formatted(column, text), "application/x-ndjson");
		}
		assertRefused(column, HEADER + csv("", "") + csv(column, "\"" + text + "\""), "text/csv");
	}

	private static void assertRefused(String column, String body, String type) throws Exception {
		String line = type.equals("text/csv") ? "3" : "2";
		HttpResponse<byte[]> response = put(type, body);
		String problem = problem(response);
		assertThat(problem).contains("\"line\":" + line).contains("Line " + line);
		if (!problem.contains("is not JSON")) {
			assertThat(problem).contains("column '" + column);
		}
		assertThat(response.body()).hasSizeLessThan(500);
		assertThat(stored.get()).isEmpty();
	}

	private static String refusal(String line) throws Exception {
		return problem(put("application/x-ndjson", "{}\n" + line + "\n"));
	}

	private static String problem(HttpResponse<byte[]> response) {
		String problem = new String(response.body(), StandardCharsets.UTF_8);
		assertThat(response.statusCode()).as(problem).isEqualTo(400);
		assertThat(problem).doesNotContainIgnoringCase("jackson")
			.doesNotContain("Feature", "Source", "Exception", "tools.", "java.", " []");
		return problem;
	}

	private static Object json(String column, String value) throws Exception {
		return value(column, put("application/x-ndjson", "{\"%s\":%s}\n".formatted(column, value)));
	}

	private static Object values(String column, String value) throws Exception {
		return value(column, put("text/csv", HEADER + csv(column, value)));
	}

	private static String csv(String column, String value) {
		return COLUMNS.stream()
			.map((name) -> name.equals(column) ? value : "")
			.collect(Collectors.joining(",", "", "\n"));
	}

	private static Object value(String column, HttpResponse<byte[]> response) throws Exception {
		assertThat(response.statusCode()).as(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(stored.get()).hasSize(1);
		return Edges.class.getDeclaredMethod(column).invoke(stored.get().get(0));
	}

	private static HttpResponse<byte[]> put(String type, String body) throws Exception {
		stored.set(List.of());
		return application.send(application.request("/flight/edges")
			.header("Content-Type", type)
			.PUT(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
	}

	record Edges(Boolean truth, Byte tiny, Short small, Character letter, Integer number, Long big, Float single,
			Double wide, @ArrowDecimal(precision = 10, scale = 2) BigDecimal decimal,
			@ArrowDecimal(precision = 5, scale = 0) BigInteger digits, @ArrowField(unit = Unit.SECOND) Instant instantS,
			Instant instant, @ArrowField(unit = Unit.NANOSECOND) Instant instantNs, LocalDateTime local, LocalDate date,
			@ArrowField(unit = Unit.SECOND) LocalTime timeS, LocalTime time,
			@ArrowField(unit = Unit.SECOND) Duration lengthS, Duration length, Period period, UUID id, byte[] bytes,
			String text, List<Double> list, Map<String, Integer> map) {
	}

	/**
	 * A flight that keeps what it gets.
	 */
	@FlightEndpoint("edges")
	static class Flights {

		@DoPut
		void put(Stream<Edges> rows) {
			stored.set(rows.toList());
		}

	}

}
