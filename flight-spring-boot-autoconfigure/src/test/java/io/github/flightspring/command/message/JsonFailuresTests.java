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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonFailures}.
 */
class JsonFailuresTests {

	private final MessageBodies bodies = new MessageBodies(JsonMapper.shared());

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"whole":"a"}               | whole: 'a' is not a whole number
			{"whole":3000000000}        | whole: is out of range or not a whole number
			{"whole":1e9999}            | whole: is out of range or not a number
			{"whole":true}              | whole: expected a whole number, found true
			{"big":"a"}                 | big: 'a' is not a whole number
			{"big":1e200000}            | big: is out of range or not a number
			{"decimal":"a"}             | decimal: 'a' is not a number
			{"decimal":[]}              | decimal: expected a number, found an array
			{"flag":"yes"}              | flag: 'yes' is not true or false
			{"flag":{}}                 | flag: expected true or false, found an object
			{"text":{}}                 | text: expected a text, found an object
			{"blob":"#"}                | blob: is not a text in Base64
			{"id":"1"}                  | id: '1' is not a UUID
			{"instant":"now"}           | instant: 'now' is not an instant as in 2026-01-31T12:30:00Z
			{"date":"31.1.2026"}        | date: '31.1.2026' is not a date as in 2026-01-31
			{"time":"noon"}             | time: 'noon' is not a time as in 12:30:00
			{"local":"2026"}            | local: '2026' is not a date and time as in 2026-01-31T12:30:00
			{"offset":"now"}            | offset: 'now' is not a date and time as in 2026-01-31T12:30:00+01:00
			{"duration":"5 s"}          | duration: '5 s' is not a duration as in PT30S
			{"color":"blue"}            | color: 'blue' is not one of RED, light-green
			{"color":7}                 | color: '7' is not one of RED, light-green
			{"list":{}}                 | list: expected an array, found an object
			{"list":[{},5]}             | list[1]: expected an object, found a number
			{"list":[{},{"text":[]}]}   | list[1].text: expected a text, found an array
			{"map":[]}                  | map: expected an object, found an array
			{"map":{"a b":{"x":1}}}     | map.a b.x: unknown field, known are
			{"required":{}}             | required.name: is missing
			{"required":{"name":null}}  | required.name: must not be null
			{"even":{"value":3}}        | even: is not a valid value
			{"shape":{"kind":"cube"}}   | shape: 'cube' is not a known type
			{"shape":{"r":1}}           | shape: does not say of which type it is
			{"nothing":{"a":1}}         | nothing.a: unknown field, there are none
			5                           | expected an object, found a number
			"text"                      | expected an object, found a text
			[1]                         | expected an object, found an array
			""")
	void whenReadingFailsThenFieldAndExpectationAreNamed(String json, String message) {
		Invalid.invalid(() -> read(json), message);
	}

	@Test
	void whenConstructorRefusesThenItsWordsAreNotSent() {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> read("{\"even\":{\"value\":3}}"))
			.satisfies((ex) -> assertThat(ex.status().description()).doesNotContain("internal"))
			.havingRootCause()
			.withMessageContaining("internal detail");
	}

	@Test
	void whenConstructorThrowsStatusThenItIsTheStatus() {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> read("{\"airport\":\"XX\"}"))
			.satisfies((ex) -> {
				assertThat(ex.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND);
				assertThat(ex.status().description()).isEqualTo("no airport 'XX'");
			});
	}

	@Test
	void whenValuesAreLongOrUnprintableThenShownShort() {
		Invalid.invalid(() -> read("{\"whole\":\"" + "9".repeat(500) + "x\"}"), "9999…' is not a whole number");
		Invalid.invalid(() -> read("{\"whole\":\"a\\u0000\\u202eb\\ud800\"}"), "'a??b?' is not a whole number");
		Invalid.invalid(
				() -> read("{\"map\":" + "{\"nested\":".repeat(1) + "{\"map\":{\"" + "k".repeat(300) + "\":5}}}}"),
				"map.nested.map.kkkk");
		String deep = "{\"map\":{\"a-name-of-some-length\":".repeat(50);
		Invalid.invalid(() -> read(deep + "5" + "}}".repeat(50)), "…: expected an object");
	}

	private Object read(String json) {
		return this.bodies.read(json.getBytes(StandardCharsets.UTF_8), Everything.class);
	}

	enum Color {

		RED, @JsonProperty("light-green")
		GREEN

	}

	record Everything(Integer whole, BigInteger big, BigDecimal decimal, Boolean flag, String text, byte[] blob,
			UUID id, Instant instant, LocalDate date, LocalTime time, LocalDateTime local, OffsetDateTime offset,
			Duration duration, Color color, List<Everything> list, Map<String, Everything> map, Required required,
			Even even, Shape shape, Nothing nothing, Airport airport) {
	}

	record Required(@JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) String name) {
	}

	record Even(int value) {

		Even {
			if (value % 2 != 0) {
				throw new IllegalArgumentException("internal detail");
			}
		}

	}

	record Nothing() {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(int r) implements Shape {
	}

	static final class Airport {

		@JsonCreator
		static Airport of(String code) {
			throw CallStatus.NOT_FOUND.withDescription("no airport '" + code + "'").toRuntimeException();
		}

	}

}
