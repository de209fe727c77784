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
		application = HttpApplication.start(Arguments.class);
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
			refused("path/" + type + "/" + encoded(text), "value: '");
			refused("query/" + type + "?" + type + "=" + encoded(text), type + ": '");
			if (text.equals(text.trim()) && text.chars().allMatch((c) -> c < 128)) {
				refused("headers/" + type, "The header '" + type + "' has no valid value", type, text);
			}
		}
		for (String list : List.of("list", "array")) {
			refused("query/" + list + "?" + list + "=1&" + list + "=" + encoded(text), list + ": '");
		}
	}

	@ParameterizedTest
	@CsvSource({ "tiny,128", "tiny,200", "bits,200", "tiny,-129", "small,32768", "whole,2147483648", "part,1.7",
			"part,5.0", "maybe,2147483648", "big,9223372036854775808", "single,1e39", "single,-1e39", "single,1e-46",
			"wide,1e309", "wide,1e-400", "decimal,1e2147483647", "decimal,1e99999999999999999999", "digits,1e3",
			"digits,1.5", "list,2147483648", "list,'1,0x1F'" })
	void whenNumberDoesNotFitThenItsNameIsSaid(String type, String number) throws Exception {
		refused("query/" + type + "?" + type + "=" + encoded(number), type + ": '");
		refused("headers/" + type, "The header '" + type + "' has no valid value", type, number);
		if (!type.equals("list")) {
			refused("path/" + type + "/" + number, "value: '");
		}
	}

	@ParameterizedTest
	@CsvSource({ "tiny,-128,-128", "tiny,+127,127", "small,032767,32767", "whole,-2147483648,-2147483648",
			"part,2147483647,2147483647", "big,-9223372036854775808,-9223372036854775808",
			"single,3.4028235E38,3.4028235E38", "single,-0,-0.0", "wide,4.9E-324,4.9E-324", "wide,NaN,NaN",
			"wide,-Infinity,-Infinity", "decimal,0.10,0.10", "digits,100000000000000000000,100000000000000000000",
			"maybe,5,Optional[5]" })
	void whenNumberFitsThenItIsTaken(String type, String number, String value) throws Exception {
		taken("path/" + type + "/" + number, value);
		taken("query/" + type + "?" + type + "=" + encoded(number), value);
		taken("headers/" + type, value, type, number);
	}

	@Test
	void whenListHasSpacesAfterItsCommasThenItIsTaken() throws Exception {
		taken("path/list/1,%202,3", "[1, 2, 3]");
		refused("path/list/1,0x1F", "value: '");
	}

	@Test
	void whenNameIsThereMoreThanOnceThenAListHasEach() throws Exception {
		taken("query/list?list=1&list=2", "[1, 2]");
		taken("query/array?array=1&array=2", "[1, 2]");
		taken("headers/list", "[1, 2]", "list", "1", "list", "2");
	}

	@Test
	void whenNumberIsEmptyThenThereIsNone() throws Exception {
		taken("query/whole?whole=", "\"null\"");
		refused("query/part?part=", "part: ''");
	}

	@Test
	void whenParameterHasAFormatThenItIsTheFormOfItsNumbers() throws Exception {
		taken("formatted?value=" + encoded("1,234.5"), "1234.5");
		refused("formatted?value=x", "value: 'x'");
	}

	private static void taken(String path, String value, String... headers) throws Exception {
		assertThat(application.get("/flight/arguments/" + path, all(headers))).satisfies((response) -> {
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(new String(response.body(), StandardCharsets.UTF_8)).as(path).contains(value);
		});
	}

	private static void refused(String path, String detail, String... headers) throws Exception {
		assertThat(application.get("/flight/arguments/" + path, all(headers))).satisfies((response) -> {
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

	@FlightEndpoint("arguments")
	static class Arguments {

		@DoGet("path/tiny/{value}")
		Stream<Row> tiny(Byte value) {
			return row(value);
		}

		@DoGet("path/small/{value}")
		Stream<Row> small(Short value) {
			return row(value);
		}

		@DoGet("path/whole/{value}")
		Stream<Row> whole(Integer value) {
			return row(value);
		}

		@DoGet("path/big/{value}")
		Stream<Row> big(Long value) {
			return row(value);
		}

		@DoGet("path/single/{value}")
		Stream<Row> single(Float value) {
			return row(value);
		}

		@DoGet("path/wide/{value}")
		Stream<Row> wide(Double value) {
			return row(value);
		}

		@DoGet("path/decimal/{value}")
		Stream<Row> decimal(BigDecimal value) {
			return row(value);
		}

		@DoGet("path/digits/{value}")
		Stream<Row> digits(BigInteger value) {
			return row(value);
		}

		@DoGet("path/part/{value}")
		Stream<Row> part(int value) {
			return row(value);
		}

		@DoGet("path/bits/{value}")
		Stream<Row> bits(byte value) {
			return row(value);
		}

		@DoGet("path/maybe/{value}")
		Stream<Row> maybe(Optional<Integer> value) {
			return row(value);
		}

		@DoGet("path/list/{value}")
		Stream<Row> list(List<Integer> value) {
			return row(value);
		}

		@DoGet("query/tiny")
		Stream<Row> queryTiny(@FlightParam Byte tiny) {
			return row(tiny);
		}

		@DoGet("headers/tiny")
		Stream<Row> headerTiny(@FlightHeader Byte tiny) {
			return row(tiny);
		}

		@DoGet("query/small")
		Stream<Row> querySmall(@FlightParam Short small) {
			return row(small);
		}

		@DoGet("headers/small")
		Stream<Row> headerSmall(@FlightHeader Short small) {
			return row(small);
		}

		@DoGet("query/whole")
		Stream<Row> queryWhole(@FlightParam(required = false) @Nullable Integer whole) {
			return row(whole);
		}

		@DoGet("headers/whole")
		Stream<Row> headerWhole(@FlightHeader Integer whole) {
			return row(whole);
		}

		@DoGet("query/big")
		Stream<Row> queryBig(@FlightParam Long big) {
			return row(big);
		}

		@DoGet("headers/big")
		Stream<Row> headerBig(@FlightHeader Long big) {
			return row(big);
		}

		@DoGet("query/single")
		Stream<Row> querySingle(@FlightParam Float single) {
			return row(single);
		}

		@DoGet("headers/single")
		Stream<Row> headerSingle(@FlightHeader Float single) {
			return row(single);
		}

		@DoGet("query/wide")
		Stream<Row> queryWide(@FlightParam Double wide) {
			return row(wide);
		}

		@DoGet("headers/wide")
		Stream<Row> headerWide(@FlightHeader Double wide) {
			return row(wide);
		}

		@DoGet("query/decimal")
		Stream<Row> queryDecimal(@FlightParam BigDecimal decimal) {
			return row(decimal);
		}

		@DoGet("headers/decimal")
		Stream<Row> headerDecimal(@FlightHeader BigDecimal decimal) {
			return row(decimal);
		}

		@DoGet("query/digits")
		Stream<Row> queryDigits(@FlightParam BigInteger digits) {
			return row(digits);
		}

		@DoGet("headers/digits")
		Stream<Row> headerDigits(@FlightHeader BigInteger digits) {
			return row(digits);
		}

		@DoGet("query/part")
		Stream<Row> queryPart(@FlightParam int part) {
			return row(part);
		}

		@DoGet("headers/part")
		Stream<Row> headerPart(@FlightHeader int part) {
			return row(part);
		}

		@DoGet("query/bits")
		Stream<Row> queryBits(@FlightParam byte bits) {
			return row(bits);
		}

		@DoGet("headers/bits")
		Stream<Row> headerBits(@FlightHeader byte bits) {
			return row(bits);
		}

		@DoGet("query/maybe")
		Stream<Row> queryMaybe(@FlightParam Optional<Integer> maybe) {
			return row(maybe);
		}

		@DoGet("headers/maybe")
		Stream<Row> headerMaybe(@FlightHeader Optional<Integer> maybe) {
			return row(maybe);
		}

		@DoGet("query/list")
		Stream<Row> queryList(@FlightParam List<Integer> list) {
			return row(list);
		}

		@DoGet("headers/list")
		Stream<Row> headerList(@FlightHeader List<Integer> list) {
			return row(list);
		}

		@DoGet("query/array")
		Stream<Row> queryArray(@FlightParam int[] array) {
			return row(Arrays.toString(array));
		}

		@DoGet("headers/array")
		Stream<Row> headerArray(@FlightHeader int[] array) {
			return row(Arrays.toString(array));
		}

		@DoGet("formatted")
		Stream<Row> formatted(@FlightParam @NumberFormat(pattern = "#,##0.0") BigDecimal value) {
			return row(value);
		}

		private static Stream<Row> row(@Nullable Object value) {
			return Stream.of(new Row(String.valueOf(value)));
		}

	}

}
