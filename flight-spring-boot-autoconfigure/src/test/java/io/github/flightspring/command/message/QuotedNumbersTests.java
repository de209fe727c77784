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

package io.github.flightspring.command.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values in JSON that are of another kind than what they are read into: numbers in
 * quotes, and what is neither a number nor in quotes.
 */
class QuotedNumbersTests {

	private static final String[] NUMBERS = { "tiny", "small", "whole", "big", "single", "wide", "decimal", "digits",
			"tinyPart", "smallPart", "wholePart", "bigPart", "singlePart", "widePart", "counter", "longCounter",
			"maybe", "maybeInt", "maybeLong", "maybeDouble", "number" };

	private final MessageBodies bodies = new MessageBodies(JsonMapper.shared());

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tiny     | -128                 | +127
			small    | -32768               | 032767
			whole    | -2147483648          | 2147483647
			big      | -9223372036854775808 | 9007199254740993
			single   | -3.4028235E38        | 1.4E-45
			wide     | -1.7976931348623157E308 | -.5
			decimal  | -1.0E+308            | 0.10
			digits   | -1                   | 100000000000000000000
			tinyPart | -128                 | 127
			wholePart | -2147483648         | 2147483647
			bigPart  | -1                   | 9007199254740993
			singlePart | 1.5                | 1e10
			widePart | 1.5                  | NaN
			counter  | -1                   | 7
			longCounter | -1                | 9007199254740993
			maybe    | -1                   | 7
			number   | 1                    | 1.5
			single   | NaN                  | -Infinity
			wide     | NaN                  | Infinity
			""")
	void whenNumberIsInQuotesThenItIsTheNumber(String field, String first, String second) throws Exception {
		for (String number : List.of(first, second)) {
			Object value = Numbers.class.getDeclaredField(field).get(read("{\"%s\":\"%s\"}".formatted(field, number)));
			String text = value.toString().replaceAll("^Optional\\w*\\[(.*)\\]$", "$1");
			assertThat(text.equals(number) || new BigDecimal(text).compareTo(new BigDecimal(number)) == 0)
				.as("%s is %s", text, number)
				.isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", " 5", "5 ", "\\t5", "\\u0663", "\\uff15", "1\\u0663", "0x1F", "#1F", "0x1p3",
			"1d", "1f", "5L", "1_000", "1,000", "true", "null", "\\u22125", "--5", "1e", "e1", ".", "1 2", "5//",
			"5/**/", "[5]", "\\\"5\\\"", "a" })
	void whenTextInQuotesIsNoNumberThenItsFieldIsNamed(String text) {
		for (String field : NUMBERS) {
			Invalid.invalid(() -> read("{\"%s\":\"%s\"}".formatted(field, text)), field + ": ");
		}
		for (String field : List.of("bytes", "shorts", "ints", "longs", "floats", "doubles", "wholes", "list")) {
			Invalid.invalid(() -> read("{\"%s\":[1,\"%s\"]}".formatted(field, text)), field + "[1]: ");
		}
		for (String field : List.of("tinyKeys", "smallKeys", "wholeKeys", "bigKeys", "singleKeys", "wideKeys")) {
			Invalid.invalid(() -> read("{\"%s\":{\"%s\":1}}".formatted(field, text)), field);
		}
		Invalid.invalid(() -> read("{\"nested\":{\"list\":[1,\"" + text + "\"]}}"), "nested.list[1]: ");
		Invalid.invalid(() -> read("{\"nested\":{\"map\":{\"a\":\"" + text + "\"}}}"), "nested.map.a: ");
		Invalid.invalid(() -> read("{\"delegating\":\"" + text + "\"}"), "delegating: ");
	}

	@ParameterizedTest
	@CsvSource({ "tiny,128", "tiny,200", "tiny,255", "tiny,-129", "small,32768", "small,65535", "whole,2147483648",
			"big,9223372036854775808", "whole,1.7", "whole,1e2", "tiny,5.0", "digits,1.5", "single,1e39",
			"single,1e-46", "wide,1e309", "wide,1e-400", "decimal,1e2147483647", "decimal,1e99999999999999999999",
			"digits,1e2147483647", "tinyPart,200", "smallPart,40000", "wholePart,2147483648",
			"bigPart,9223372036854775808", "singlePart,1e39", "widePart,1e309", "counter,2147483648",
			"longCounter,9223372036854775808", "maybe,2147483648", "maybeInt,2147483648",
			"maybeLong,9223372036854775808", "maybeDouble,1e309", "number,1e309", "counter,1.5", "maybeInt,1.5" })
	void whenNumberDoesNotFitThenItsFieldIsNamedWithOrWithoutQuotes(String field, String number) {
		Invalid.invalid(() -> read("{\"%s\":\"%s\"}".formatted(field, number)), field + ": ");
		Invalid.invalid(() -> read("{\"%s\":%s}".formatted(field, number)), field + ": ");
	}

	@ParameterizedTest
	@CsvSource({ "bytes,200", "shorts,40000", "ints,2147483648", "longs,9223372036854775808", "floats,1e39",
			"doubles,1e309", "wholes,2147483648", "list,2147483648", "ints,1.5", "longs,1.5" })
	void whenNumberInAnArrayDoesNotFitThenItsPlaceIsNamed(String field, String number) {
		Invalid.invalid(() -> read("{\"%s\":[1,\"%s\"]}".formatted(field, number)), field + "[1]: ");
	}

	@ParameterizedTest
	@CsvSource({ "tinyKeys,200", "tinyKeys,-129", "smallKeys,40000", "wholeKeys,2147483648",
			"bigKeys,9223372036854775808", "singleKeys,1e39", "singleKeys,1e-46", "wideKeys,1e309", "wholeKeys,1.5" })
	void whenNameDoesNotFitTheNumberThatItIsThenItIsRefused(String field, String number) {
		Invalid.invalid(() -> read("{\"%s\":{\"%s\":1}}".formatted(field, number)),
				"%s: '%s' is not a".formatted(field, number));
	}

	@Test
	void whenNamesAreNumbersThenTheyAreTaken() {
		assertThat(read("{\"tinyKeys\":{\"-128\":1}}").tinyKeys).containsOnlyKeys((byte) -128);
		assertThat(read("{\"bigKeys\":{\"9007199254740993\":1}}").bigKeys).containsOnlyKeys(9007199254740993L);
		assertThat(read("{\"wideKeys\":{\"1.5\":1}}").wideKeys).containsOnlyKeys(1.5);
	}

	@Test
	void whenArrayHasNumbersInQuotesThenTheyAreTaken() {
		assertThat(read("{\"longs\":[1,\"9007199254740993\",\"-3\",4]}").longs).containsExactly(1, 9007199254740993L,
				-3, 4);
		assertThat(read("{\"doubles\":[\"-0\",2,\"1.5\"]}").doubles).containsExactly(-0.0, 2, 1.5);
		assertThat(read("{\"ints\":[\"1\"]}").ints).containsExactly(1);
		assertThat(read("{\"wholes\":[\"1\",2]}").wholes).containsExactly(1, 2);
		assertThat(read("{\"bytes\":\"AQI=\"}").bytes).containsExactly(1, 2);
	}

	@Test
	void whenZeroInQuotesIsNegativeThenItsSignIsKept() {
		assertThat(read("{\"wide\":\"-0\"}").wide).isEqualTo(Double.valueOf(-0.0));
		assertThat(read("{\"single\":\"-0.0\"}").single).isEqualTo(Float.valueOf(-0f));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"text":5}          | text: '5' is not a text
			{"text":1.50}       | text: '1.5' is not a text
			{"text":true}       | text: 'true' is not a text
			{"texts":["a",5]}   | texts[1]: '5' is not a text
			{"words":["a",false]} | words[1]: 'false' is not a text
			{"sequence":5}      | sequence: '5' is not a text
			{"flag":1}          | flag: '1' is not true or false
			{"flag":0}          | flag: '0' is not true or false
			{"flag":""}         | flag: '' is not true or false
			{"flag":" true"}    | flag: ' true' is not true or false
			{"flag":"5"}        | flag:
			{"truth":1}         | truth: '1' is not true or false
			{"truths":[true,1]} | truths[1]: '1' is not true or false
			{"whole":true}      | whole: expected a whole number, found true
			{"wide":false}      | wide: expected a number, found false
			{"whole":"true"}    | whole:
			{"day":0}           | day: '0' is not one of MONDAY
			{"day":"0"}         | day: '0' is not one of MONDAY
			""")
	void whenValueIsOfAnotherKindThenItsFieldIsNamed(String json, String message) {
		Invalid.invalid(() -> read(json), message);
	}

	@Test
	void whenTruthIsInQuotesThenItIsTaken() {
		assertThat(read("{\"flag\":\"true\",\"truth\":\"false\"}").flag).isTrue();
		assertThat(read("{\"truths\":[true,\"false\"]}").truths).containsExactly(true, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybeInt", "maybeLong", "maybeDouble", "delegating" })
	void whenOnlyJacksonKnowsTheTypeOfTheNumberThenItMayNotBeInQuotes(String field) {
		Invalid.invalid(() -> read("{\"%s\":\"5\"}".formatted(field)), field + ": ");
		assertThat(read("{\"%s\":5}".formatted(field))).isNotNull();
	}

	@Test
	void whenEnumIsANumberByItsOwnWordThenItIsTaken() {
		assertThat(read("{\"code\":500}").code).isEqualTo(Code.HIGH);
	}

	@Test
	void whenTextIsANumberThenItStaysAText() {
		assertThat(read("{\"text\":\"5\",\"letter\":\"5\",\"object\":\"5\"}")).satisfies((numbers) -> {
			assertThat(numbers.text).isEqualTo("5");
			assertThat(numbers.letter).isEqualTo('5');
			assertThat(numbers.object).isEqualTo("5");
		});
	}

	@Test
	void whenApplicationUsesItsMapperThenItReadsAsBefore() {
		assertThat(JsonMapper.shared().readValue("{\"whole\":\" 5 \",\"text\":5}", Numbers.class).whole).isEqualTo(5);
	}

	private Numbers read(String json) {
		return (Numbers) this.bodies.read(json.getBytes(StandardCharsets.UTF_8), Numbers.class);
	}

	static final class Numbers {

		public Byte tiny;

		public Short small;

		public Integer whole;

		public Long big;

		public Float single;

		public Double wide;

		public BigDecimal decimal;

		public BigInteger digits;

		public byte tinyPart;

		public short smallPart;

		public int wholePart;

		public long bigPart;

		public float singlePart;

		public double widePart;

		public AtomicInteger counter;

		public AtomicLong longCounter;

		public Optional<Integer> maybe;

		public OptionalInt maybeInt;

		public OptionalLong maybeLong;

		public OptionalDouble maybeDouble;

		public Number number;

		public byte[] bytes;

		public short[] shorts;

		public int[] ints;

		public long[] longs;

		public float[] floats;

		public double[] doubles;

		public Integer[] wholes;

		public List<Integer> list;

		public Map<Byte, Integer> tinyKeys;

		public Map<Short, Integer> smallKeys;

		public Map<Integer, Integer> wholeKeys;

		public Map<Long, Integer> bigKeys;

		public Map<Float, Integer> singleKeys;

		public Map<Double, Integer> wideKeys;

		public Nested nested;

		public Delegating delegating;

		public String text;

		public List<String> texts;

		public String[] words;

		public CharSequence sequence;

		public Boolean flag;

		public boolean truth;

		public boolean[] truths;

		public DayOfWeek day;

		public Code code;

		public Character letter;

		public Object object;

	}

	enum Code {

		LOW(404), HIGH(500);

		@JsonValue
		final int number;

		Code(int number) {
			this.number = number;
		}

	}

	record Nested(List<Integer> list, Map<String, Long> map) {
	}

	static final class Delegating {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Delegating(int value) {
		}

	}

}
