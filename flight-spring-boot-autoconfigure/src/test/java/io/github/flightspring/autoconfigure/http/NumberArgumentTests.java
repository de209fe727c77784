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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.support.HttpApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.format.annotation.NumberFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers in paths, queries and headers of requests: each type takes what it has a value
 * for.
 */
class NumberArgumentTests {

	private static final List<String> TYPES = List.of("tiny", "small", "whole", "big", "single", "wide", "decimal",
			"digits", "part", "bits", "maybe");

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(new Class<?>[] { Tiny.class, Small.class, Whole.class, Big.class,
				Single.class, Wide.class, Decimal.class, Digits.class, Maybe.class, Listed.class, Array.class,
				Part.class, Bits.class, Others.class });
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { " 5", "5 ", "\u0663", "\uff15", "1\u0663", "0x1F", "#1F", "0x1p3", "1d", "1f", "5L",
			"1_000", "\u22125", "--5", "1e", ".e1", "a", "1 2", "\u30005" })
	void whenTextIsNoNumberThenItsNameIsSaid(String text) throws Exception {
		for (String type : TYPES) {
			refused(type + "/path/" + encoded(text), "value: '");
			refused(type + "/query?number=" + encoded(text), "number: '");
			if (text.equals(text.trim()) && text.chars().allMatch((c) -> c < 128)) {
				refused(type + "/headers", "The header 'x-number' has no valid value", "x-number", text);
			}
		}
		for (String list : List.of("list", "array")) {
			refused(list + "/query?number=1&number=" + encoded(text), "number: '");
		}
	}

	@ParameterizedTest
	@CsvSource({ "tiny,128", "tiny,200", "bits,200", "tiny,-129", "small,32768", "whole,2147483648", "part,1.7",
			"part,5.0", "maybe,2147483648", "big,9223372036854775808", "single,1e39", "single,-1e39", "single,1e-46",
			"wide,1e309", "wide,1e-400", "decimal,1e2147483647", "decimal,1e99999999999999999999", "digits,1e3",
			"digits,1.5", "list,2147483648", "list,'1,0x1F'" })
	void whenNumberDoesNotFitThenItsNameIsSaid(String type, String number) throws Exception {
		refused(type + "/query?number=" + encoded(number), "number: '");
		refused(type + "/headers", "The header 'x-number' has no valid value", "x-number", number);
		if (!type.equals("list")) {
			refused(type + "/path/" + number, "value: '");
		}
	}

	@ParameterizedTest
	@CsvSource({ "tiny,-128,-128", "tiny,+127,127", "small,032767,32767", "whole,-2147483648,-2147483648",
			"part,2147483647,2147483647", "big,-9223372036854775808,-9223372036854775808",
			"single,3.4028235E38,3.4028235E38", "single,-0,-0.0", "wide,4.9E-324,4.9E-324", "wide,NaN,NaN",
			"wide,-Infinity,-Infinity", "decimal,0.10,0.10", "digits,100000000000000000000,100000000000000000000",
			"maybe,5,Optional[5]" })
	void whenNumberFitsThenItIsTaken(String type, String number, String value) throws Exception {
		taken(type + "/path/" + number, value);
		taken(type + "/query?number=" + encoded(number), value);
		taken(type + "/headers", value, "x-number", number);
	}

	@Test
	void whenListHasSpacesAfterItsCommasThenItIsTaken() throws Exception {
		taken("list/path/1,%202,3", "[1, 2, 3]");
		refused("list/path/1,0x1F", "value: '");
	}

	@Test
	void whenNameIsThereMoreThanOnceThenAListHasEach() throws Exception {
		taken("list/query?number=1&number=2", "[1, 2]");
		taken("array/query?number=1&number=2", "[1, 2]");
		taken("list/headers", "[1, 2]", "x-number", "1", "x-number", "2");
	}

	@Test
	void whenNumberIsEmptyThenThereIsNone() throws Exception {
		taken("optional?number=", "\"null\"");
		refused("part/query?number=", "number: ''");
	}

	@Test
	void whenParameterHasAFormatThenItIsTheFormOfItsNumbers() throws Exception {
		taken("formatted?value=" + encoded("1,234.5"), "1234.5");
		refused("formatted?value=x", "value: 'x'");
	}

	private static void taken(String path, String value, String... headers) throws Exception {
		assertThat(application.get("/flight/" + path, all(headers))).satisfies((response) -> {
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(new String(response.body(), StandardCharsets.UTF_8)).as(path).contains(value);
		});
	}

	private static void refused(String path, String detail, String... headers) throws Exception {
		assertThat(application.get("/flight/" + path, all(headers))).satisfies((response) -> {
			assertThat(response.statusCode()).as(path + Arrays.toString(headers)).isEqualTo(400);
			assertThat(new String(response.body(), StandardCharsets.UTF_8)).as(path).contains(detail);
		});
	}

	private static String[] all(String... headers) {
		return Stream.concat(Stream.of("Accept", "application/json"), Arrays.stream(headers)).toArray(String[]::new);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	record Row(String value) {
	}

	private static Stream<Row> row(@Nullable Object value) {
		return Stream.of(new Row((value instanceof int[] array) ? Arrays.toString(array) : String.valueOf(value)));
	}

	/**
	 * Flights with an argument of a type, at each place where arguments are.
	 */
	abstract static class Argument<T> {

		@DoGet("path/{value}")
		Stream<Row> path(T value) {
			return row(value);
		}

		@DoGet("query")
		Stream<Row> query(@FlightParam T number) {
			return row(number);
		}

		@DoGet("headers")
		Stream<Row> header(@FlightHeader("x-number") T number) {
			return row(number);
		}

	}

	@FlightEndpoint("tiny")
	static class Tiny extends Argument<Byte> {

	}

	@FlightEndpoint("small")
	static class Small extends Argument<Short> {

	}

	@FlightEndpoint("whole")
	static class Whole extends Argument<Integer> {

	}

	@FlightEndpoint("big")
	static class Big extends Argument<Long> {

	}

	@FlightEndpoint("single")
	static class Single extends Argument<Float> {

	}

	@FlightEndpoint("wide")
	static class Wide extends Argument<Double> {

	}

	@FlightEndpoint("decimal")
	static class Decimal extends Argument<BigDecimal> {

	}

	@FlightEndpoint("digits")
	static class Digits extends Argument<BigInteger> {

	}

	@FlightEndpoint("maybe")
	static class Maybe extends Argument<Optional<Integer>> {

	}

	@FlightEndpoint("list")
	static class Listed extends Argument<List<Integer>> {

	}

	@FlightEndpoint("array")
	static class Array extends Argument<int[]> {

	}

	@FlightEndpoint("part")
	static class Part {

		@DoGet("path/{value}")
		Stream<Row> path(int value) {
			return row(value);
		}

		@DoGet("query")
		Stream<Row> query(@FlightParam int number) {
			return row(number);
		}

		@DoGet("headers")
		Stream<Row> header(@FlightHeader("x-number") int number) {
			return row(number);
		}

	}

	@FlightEndpoint("bits")
	static class Bits {

		@DoGet("path/{value}")
		Stream<Row> path(byte value) {
			return row(value);
		}

		@DoGet("query")
		Stream<Row> query(@FlightParam byte number) {
			return row(number);
		}

		@DoGet("headers")
		Stream<Row> header(@FlightHeader("x-number") byte number) {
			return row(number);
		}

	}

	@FlightEndpoint
	static class Others {

		@DoGet("optional")
		Stream<Row> optional(@FlightParam(required = false) @Nullable Integer number) {
			return row(number);
		}

		@DoGet("formatted")
		Stream<Row> formatted(@FlightParam @NumberFormat(pattern = "#,##0.0") BigDecimal value) {
			return row(value);
		}

	}

}
