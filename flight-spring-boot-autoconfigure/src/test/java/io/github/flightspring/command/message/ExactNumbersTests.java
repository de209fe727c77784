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
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers in JSON at the edges of what they are read into.
 */
class ExactNumbersTests {

	private final MessageBodies bodies = new MessageBodies(JsonMapper.shared());

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tiny    | -128                  | 127
			small   | -32768                | 32767
			whole   | -2147483648           | 2147483647
			big     | -9223372036854775808  | 9223372036854775807
			single  | -3.4028235E38         | 1.4E-45
			wide    | -1.7976931348623157E308 | 4.9E-324
			decimal | -1.0E+308             | 1.0E-323
			""")
	void whenNumberIsAtTheEdgeThenItIsTaken(String field, String first, String last) throws Exception {
		for (String number : List.of(first, last)) {
			Numbers numbers = read("{\"%s\":%s}".formatted(field, number));
			assertThat(Numbers.class.getDeclaredMethod(field).invoke(numbers)).hasToString(number);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tiny    | -129                  | 128           | 255
			small   | -32769                | 32768         | 1.5
			whole   | -2147483649           | 2147483648    | 1e-2147483648
			big     | -9223372036854775809  | 9223372036854775808 | 1e2147483647
			single  | -3.4028236E38         | 1e39          | 1e-46
			wide    | -1.8E308              | 1e-400        | 1e99999999999999999999
			decimal | 1e-2147483648         | 1e2147483647  | 1e99999999999999999999
			digits  | 1e2147483647          | 1e-2147483648 | 1e99999999999999999999
			instant | 1e2147483647          | 1e-2147483648 | 9223372036854775808
			any     | 1e2147483647          | 1e-2147483648 | 1e309
			""")
	void whenNumberIsBeyondTheEdgeThenItsFieldIsNamed(String field, String first, String second, String third) {
		for (String number : List.of(first, second, third)) {
			Invalid.invalid(() -> read("{\"%s\":%s}".formatted(field, number)), field + ": ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"wides\":[0,1e309]}", "{\"singles\":[1e39]}", "{\"map\":{\"a\":1e309}}",
			"{\"shape\":{\"kind\":\"circle\",\"wide\":1e309}}", "{\"shape\":{\"wide\":1e309,\"kind\":\"circle\"}}",
			"{\"shape\":{\"decimal\":1e-2147483648,\"kind\":\"circle\"}}" })
	void whenNumberIsWithinSomethingThenItIsRefusedAsWell(String json) {
		Invalid.invalid(() -> read(json), "is out of range or not a number");
		Invalid.invalid(() -> new JsonCommandCodec(this.bodies.json())
			.decode(("{\"type\":\"x\"," + json.substring(1)).getBytes(StandardCharsets.UTF_8))
			.read(Numbers.class), "is out of range or not a number");
	}

	@Test
	void whenNumberHasAMillionDigitsThenItIsRefused() {
		for (String field : List.of("whole", "wide", "decimal", "digits", "any")) {
			Invalid.invalid(() -> read("{\"%s\":%s}".formatted(field, "1".repeat(1_000_000))), "exceeds a limit");
		}
		for (String field : List.of("decimal", "digits")) {
			Invalid.invalid(() -> read("{\"%s\":\"%s\"}".formatted(field, "1".repeat(1_000_000))), "exceeds a limit");
		}
	}

	@Test
	void whenZeroIsNegativeThenItsSignIsKept() {
		for (String zero : List.of("-0", "-0.0", "-0e5", "-0e-99999999999999999999")) {
			assertThat(read("{\"wide\":" + zero + "}").wide()).isEqualTo(Double.valueOf(-0.0));
			assertThat(read("{\"single\":" + zero + "}").single()).isEqualTo(Float.valueOf(-0f));
		}
		assertThat(read("{\"whole\":-0}").whole()).isZero();
		assertThat(read("{\"wide\":0}").wide()).isEqualTo(Double.valueOf(0.0));
	}

	@Test
	void whenBytesAreAnArrayThenTheyMayHaveNoSign() {
		assertThat(read("{\"bytes\":[255,-1,127]}").bytes()).containsExactly(-1, -1, 127);
	}

	private Numbers read(String json) {
		return (Numbers) this.bodies.read(json.getBytes(StandardCharsets.UTF_8), Numbers.class);
	}

	record Numbers(Byte tiny, Short small, Integer whole, Long big, Float single, Double wide, BigDecimal decimal,
			BigInteger digits, Instant instant, Object any, double[] wides, List<Float> singles,
			Map<String, Object> map, byte[] bytes, Shape shape) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(Double wide, BigDecimal decimal) implements Shape {
	}

}
