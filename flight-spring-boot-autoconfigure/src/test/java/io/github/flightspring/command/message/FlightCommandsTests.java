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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlightCommands}.
 */
class FlightCommandsTests {

	private static final String JSON = "{\"type\":\"delays-by-airport\",\"minFlights\":1000}";

	private final FlightCommands commands = new FlightCommands(new MessageBodies(JsonMapper.shared()), List.of());

	@Test
	void whenJsonThenNameAndBody() {
		CommandMessage message = decode(JSON);
		assertThat(message.name()).isEqualTo("delays-by-airport");
		assertThat(message.names()).containsExactly("delays-by-airport");
		assertThat(message.read(Delays.class)).isEqualTo(new Delays(1000));
		assertThat(message.read(Delays.class)).as("once more").isEqualTo(new Delays(1000));
		assertThat(message.read(String.class)).isEqualTo(JSON);
		assertThat(message.read(byte[].class)).isEqualTo(JSON.getBytes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"minFlights\":1000,\"type\":\"delays\"}",
			" \r\n\t{ \"type\" : \"delays\",\"minFlights\":1000}\n", "\n{\"type\":\"delays\",\"minFlights\":1000}",
			"\uFEFF{\"type\":\"delays\",\"minFlights\":1000}",
			"{\"t\\u0079pe\":\"del\\u0061ys\",\"minFlights\":1000}" })
	void whenJsonIsSpeltDifferentlyThenTheSame(String json) {
		CommandMessage message = decode(json);
		assertThat(message.name()).isEqualTo("delays");
		assertThat(message.read(Delays.class)).isEqualTo(new Delays(1000));
		assertThat(message.read(String.class)).isEqualTo(json);
	}

	@Test
	void whenTargetHasPlaceForTypeThenItGetsIt() {
		assertThat(decode(JSON).read(Typed.class)).isEqualTo(new Typed("delays-by-airport", 1000));
		assertThat(decode(JSON).read(Map.class)).isEqualTo(Map.of("type", "delays-by-airport", "minFlights", 1000));
		assertThat(((JsonNode) decode(JSON).read(JsonNode.class)).propertyNames()).containsExactly("type",
				"minFlights");
		assertThat(decode("{\"type\":\"circle\",\"r\":2}").read(Shape.class)).isEqualTo(new Circle(2));
		assertThat(decode("{\"type\":\"square\",\"a\":3,\"kind\":1}").read(Lenient.class)).isEqualTo(new Lenient(3));
	}

	@Test
	void whenOnlyTypeIsGivenThenRecordIsReadFromNothing() {
		assertThat(decode("{\"type\":\"x\"}").read(Box.class)).isEqualTo(new Box(null, null));
		assertThat(decode("{\"type\":\"x\"}").read(Nothing.class)).isEqualTo(new Nothing());
	}

	@Test
	void whenTypeIsNestedThenItIsAFieldLikeAnyOther() {
		assertThat(decode("{\"box\":{\"type\":1},\"type\":\"x\",\"list\":[{\"type\":\"y\"}]}").name()).isEqualTo("x");
		Invalid.invalid(() -> decode("{\"type\":\"x\",\"inner\":{\"type\":\"y\"}}").read(Box.class),
				"inner.type: unknown field, known are number, inner");
		assertThat(decode("{\"type\":\"x\",\"inner\":{\"number\":1.50}}").read(Box.class))
			.isEqualTo(new Box(null, new Box(new BigDecimal("1.50"), null)));
	}

	@Test
	void whenTypeIsDroppedThenNumbersStayExact() {
		String digits = "0.1234567890123456789012345678901234567890";
		assertThat(decode("{\"type\":\"x\",\"number\":" + digits + "}").read(Box.class))
			.isEqualTo(new Box(new BigDecimal(digits), null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"type":"x","minFlight":1}                 | minFlights: is missing
			{"type":"x","minFlights":1,"limit":2}      | limit: unknown field, known are minFlights
			{"type":"x","limit":{"a":1},"minFlights":1,"b\\n":2} | b?, limit: unknown fields, known are minFlights
			{"type":"x","minFlights":"many"}           | minFlights: 'many' is not a whole number
			{"type":"x","minFlights":null}             | minFlights: must not be null
			{"type":"x"}                               | minFlights: is missing
			{"type":"x","minFlights":1.5}              | minFlights: '1.5' is not a whole number
			{"type":"x","minFlights":3000000000}       | minFlights: is out of range or not a whole number
			{"type":"x","minFlights":[1]}              | minFlights: expected a whole number, found an array
			""")
	void whenBodyDoesNotFitThenFieldIsNamed(String json, String message) {
		CommandMessage command = decode(json);
		Invalid.invalid(() -> command.read(Delays.class), message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"minFlights":1}                   | type: is missing
			{}                                 | type: is missing
			{"type":5}                         | type: expected the name of a command, found a number
			{"type":null}                      | type: expected the name of a command, found null
			{"type":{"type":"x"}}              | type: expected the name of a command, found an object
			{"type":""}                        | type: '' is not the name of a command
			{"type":"a\\nb"}                   | type: 'a?b' is not the name of a command
			{"type":"x","type":"y"}            | a field is given twice at line 1, column
			{"type":"x","a":{"b":1,"b":1}}     | a field is given twice at line 1, column
			{"type":"x"} {}                    | data follows the end of the JSON object
			{"type":"x"} x                     | malformed JSON at line 1, column
			{"type":"x"                        | malformed JSON at line 1, column
			{"type":"x",}                      | malformed JSON at line 1, column
			{'type':'x'}                       | malformed JSON at line 1, column
			{type:"x"}                         | malformed JSON at line 1, column
			{                                  | malformed JSON
			{"type":"x","a":NaN}               | malformed JSON at line 1, column
			/* */{"type":"x"}                  | The command is of no known form
			["type"]                           | The command is of no known form
			"type"                             | The command is of no known form
			""")
	void whenJsonIsBrokenThenSaidWhere(String json, String message) {
		Invalid.invalid(() -> decode(json), message);
	}

	@Test
	void whenJsonIsNotUtf8ThenInvalid() {
		byte[] json = JSON.replace("airport", "\u00e4").getBytes(StandardCharsets.ISO_8859_1);
		Invalid.invalid(() -> this.commands.decode(json), "malformed JSON");
		Invalid.invalid(() -> this.commands.decode(JSON.getBytes(StandardCharsets.UTF_16LE)),
				"The JSON is not in UTF-8");
		Invalid.invalid(() -> this.commands.decode(JSON.getBytes(StandardCharsets.UTF_16BE)), "of no known form");
	}

	@Test
	void whenJsonIsHostileThenInvalid() {
		String limit = "exceeds a limit on the depth of JSON or on the length of its numbers, names and texts";
		Invalid.invalid(() -> decode("{\"type\":\"x\",\"a\":" + "[".repeat(100_000)), limit);
		Invalid.invalid(() -> decode("{\"a\":".repeat(100_000)), limit);
		Invalid.invalid(() -> decode("{\"type\":\"x\",\"a\":" + "1".repeat(100_000) + "}").read(Map.class), limit);
		Invalid.invalid(() -> decode("{\"" + "a".repeat(100_000) + "\":1}"), limit);
		Invalid.invalid(() -> decode("{\"type\":\"" + "x".repeat(257) + "\"}"), "is not the name of a command");
		Invalid.invalid(() -> decode(" ".repeat(FlightCommands.MAX_LENGTH) + JSON), "where 1048576 are allowed");
		Invalid.invalid(() -> decode("{\"type\":\"x\",\"" + "y".repeat(1000) + "\":1}").read(Nothing.class), "yyyy…");
		Invalid.invalid(() -> decode("{\"type\":\"x\",\"a\\r\\nb\\u001b\":1}").read(Nothing.class),
				"a??b?: unknown field");
	}

	@Test
	void whenMapperHasLimitsOfItsOwnThenTheseHold() {
		JsonMapper mapper = JsonMapper
			.builder(JsonFactory.builder()
				.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(3).build())
				.build())
			.build();
		FlightCommands limited = new FlightCommands(new MessageBodies(mapper), List.of());
		Invalid.invalid(() -> limited.decode("{\"type\":\"x\",\"a\":[[[1]]]}".getBytes()),
				"exceeds a limit on the depth");
		assertThat(limited.decode("{\"type\":\"x\",\"a\":[[1]]}".getBytes()).name()).isEqualTo("x");
	}

	@Test
	void whenAnyThenNamesAndMessage() {
		Flight.Criteria criteria = Flight.Criteria.newBuilder().setExpression(ByteString.copyFromUtf8("ATL")).build();
		CommandMessage message = this.commands.decode(Any.pack(criteria).toByteArray());
		assertThat(message.name()).isEqualTo("arrow.flight.protocol.Criteria");
		assertThat(message.names()).containsExactly("arrow.flight.protocol.Criteria", "Criteria");
		assertThat(message.read(Flight.Criteria.class)).isEqualTo(criteria);
		assertThat(message.read(Any.class)).isEqualTo(Any.pack(criteria));
		assertThat(message.read(byte[].class)).isEqualTo(Any.pack(criteria).toByteArray());
	}

	@Test
	void whenAnyHasAnotherPrefixOrNoValueThenTheSame() {
		Any any = Any.newBuilder().setTypeUrl("https://example.org/a/b/google.protobuf.Duration").build();
		CommandMessage message = this.commands.decode(any.toByteArray());
		assertThat(message.name()).isEqualTo("google.protobuf.Duration");
		assertThat(message.read(Duration.class)).isEqualTo(Duration.getDefaultInstance());
		Any simple = Any.newBuilder().setTypeUrl("/Simple").build();
		assertThat(this.commands.decode(simple.toByteArray()).names()).containsExactly("Simple");
	}

	@Test
	void whenAnyBeginsLikeJsonThenStillAny() {
		// a line feed and a brace: field 1 of 123 bytes
		String url = "type.googleapis.com/" + "a".repeat(103);
		byte[] command = Any.newBuilder().setTypeUrl(url).build().toByteArray();
		assertThat(command).startsWith('\n', '{');
		assertThat(this.commands.decode(command).name()).isEqualTo("a".repeat(103));
	}

	@Test
	void whenAnyIsOfAnotherMessageThenInvalid() {
		CommandMessage message = this.commands.decode(Any.pack(Flight.Criteria.getDefaultInstance()).toByteArray());
		Invalid.invalid(() -> message.read(Duration.class),
				"a protobuf Any of arrow.flight.protocol.Criteria, where one of google.protobuf.Duration is expected");
		Invalid.invalid(() -> message.read(Delays.class),
				"a protobuf Any of arrow.flight.protocol.Criteria, where JSON is expected");
		Invalid.invalid(() -> decode(JSON).read(Duration.class),
				"The command is JSON, where a protobuf Any of google.protobuf.Duration is expected");
	}

	@Test
	void whenValueOfAnyIsBrokenThenInvalid() {
		Any any = Any.newBuilder()
			.setTypeUrl("x/google.protobuf.Duration")
			.setValue(ByteString.copyFrom(new byte[] { 8, -1 }))
			.build();
		CommandMessage message = this.commands.decode(any.toByteArray());
		Invalid.invalid(() -> message.read(Duration.class),
				"The value of the command's Any is not a protobuf message google.protobuf.Duration");
		Invalid.invalid(() -> message.read(String.class), "The command is not UTF-8 text: see byte");
	}

	@Test
	void whenProtobufIsNoAnyThenInvalid() {
		String message = "The command is of no known form";
		Invalid.invalid(() -> this.commands.decode(Duration.newBuilder().setSeconds(7).build().toByteArray()), message);
		Invalid.invalid(() -> this.commands.decode(Any.newBuilder().setTypeUrl("noslash").build().toByteArray()),
				message);
		Invalid.invalid(() -> this.commands.decode(Any.newBuilder().setTypeUrl("x/").build().toByteArray()), message);
		Invalid.invalid(() -> this.commands.decode(Any.newBuilder().setTypeUrl("x/a\nb").build().toByteArray()),
				message);
		Invalid.invalid(() -> this.commands.decode(Any.newBuilder().setTypeUrl("x/a..b").build().toByteArray()),
				message);
		Invalid.invalid(
				() -> this.commands
					.decode(Any.newBuilder().setValue(ByteString.copyFromUtf8("value")).build().toByteArray()),
				message);
		byte[] withThirdField = Flight.ActionType.newBuilder().setType("x/y").build().toByteArray();
		assertThat(this.commands.decode(withThirdField).name()).isEqualTo("y");
		withThirdField = Arrays.copyOf(withThirdField, withThirdField.length + 2);
		withThirdField[withThirdField.length - 2] = 3 << 3;
		byte[] command = withThirdField;
		Invalid.invalid(() -> this.commands.decode(command), message);
		Invalid.invalid(() -> this.commands.decode(new byte[] { 10, -1, -1, -1, -1, 7, 'a' }), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "d", "delays", "delays-by-airport", "Delays.v2_final", "x1" })
	void whenWordThenNameWithEmptyBody(String word) {
		CommandMessage message = decode(word);
		assertThat(message.name()).isEqualTo(word);
		assertThat(message.read(String.class)).isEqualTo(word);
		assertThat(message.read(byte[].class)).isEqualTo(word.getBytes());
		assertThat(message.read(Box.class)).isEqualTo(new Box(null, null));
		assertThat(message.read(Duration.class)).isEqualTo(Duration.getDefaultInstance());
		Invalid.invalid(() -> message.read(Delays.class), "minFlights: is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1", "-a", "a b", "a\n", "départs", "a/b", "SELECT 1", "a{}", "\uFEFFa" })
	void whenNoFormFitsThenAllAreNamed(String command) {
		Invalid.invalid(() -> decode(command), "send a JSON object with a \"type\", "
				+ "or a protobuf Any, or a word of letters, digits, '_', '.' and '-'");
	}

	@Test
	void whenWordIsTooLongThenInvalid() {
		assertThat(decode("w".repeat(256)).name()).hasSize(256);
		Invalid.invalid(() -> decode("w".repeat(257)), "of no known form");
	}

	@Test
	void whenRandomBytesThenInvalidOrAWord() {
		Random random = new Random(42);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(40)];
			random.nextBytes(bytes);
			if (bytes.length > 1 && i % 2 == 0) {
				bytes[0] = (i % 4 == 0) ? (byte) '{' : (byte) 10;
			}
			try {
				assertThat(this.commands.decode(bytes).name()).matches("[A-Za-z][A-Za-z0-9_.-]*");
			}
			catch (FlightRuntimeException ex) {
				assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
			}
		}
	}

	@Test
	void whenCodecsAreAddedThenAskedFirstAndTheirFormIsNamed() {
		FlightCommandCodec sql = new FlightCommandCodec() {

			@Override
			public CommandMessage decode(byte[] command) {
				String text = new String(command, StandardCharsets.UTF_8);
				return (text.startsWith("SELECT") || text.equals("delays")) ? new Sql(text) : null;
			}

			@Override
			public String form() {
				return "an SQL query";
			}

		};
		FlightCommands extended = new FlightCommands(new MessageBodies(JsonMapper.shared()),
				List.of(sql, (command) -> null));
		CommandMessage message = extended.decode("SELECT 1".getBytes());
		assertThat(message.name()).isEqualTo("sql");
		assertThat(message.read(Sql.class)).isEqualTo(new Sql("SELECT 1"));
		assertThat(message.read(String.class)).isEqualTo("SELECT 1");
		assertThat(extended.decode("delays".getBytes()).name()).isEqualTo("sql");
		assertThat(extended.decode("airports".getBytes()).name()).isEqualTo("airports");
		Invalid.invalid(() -> extended.decode("DROP TABLE x".getBytes()), "send an SQL query, or a JSON object");
	}

	@Test
	void whenBytesAreChangedByTheHandlerThenTheCommandIsNot() {
		CommandMessage message = decode("delays");
		((byte[]) message.read(byte[].class))[0] = 'x';
		assertThat(message.read(String.class)).isEqualTo("delays");
	}

	private CommandMessage decode(String command) {
		return this.commands.decode(command.getBytes(StandardCharsets.UTF_8));
	}

	record Delays(int minFlights) {
	}

	record Typed(String type, int minFlights) {
	}

	record Box(BigDecimal number, Box inner) {
	}

	record Nothing() {
	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Lenient(int a) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(int r) implements Shape {
	}

	record Sql(String text) implements CommandMessage {

		@Override
		public String name() {
			return "sql";
		}

		@Override
		public Object read(java.lang.reflect.Type target) {
			return this;
		}

	}

}
