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

package io.github.flightspring.handler;

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.annotation.PollFlightInfo;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The handler that serves a path, a command or a ticket.
 */
class MappingTests {

	private static FlightCalls calls;

	record Row(String handler) {
	}

	record Other(int number) {
	}

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Paths.class, "flight.ticket.accept-paths=true");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenPatternsOverlapThenALiteralAtTheFirstDifferenceWins() {
		assertThat(calls.rows("x/y")).containsExactly("x/y");
		assertThat(calls.rows("x/z")).containsExactly("x/{b} z");
		assertThat(calls.rows("w/y")).containsExactly("{a}/y w");
		assertThat(calls.rows("w/z")).containsExactly("{a}/{b} w z");
		assertThat(calls.rows("x/y/q")).containsExactly("x/{b}/{c} y q");
	}

	@Test
	void whenAVariableHasSpecialCharactersThenTheyArriveAsTheyAre() {
		assertThat(calls.rows(path("w", "z ü%20{}?"))).containsExactly("{a}/{b} w z ü%20{}?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x//y", "x/./y", "x/../y", "/x/y", "x/y/", "", "/", ".", ".." })
	void whenAPathHasASegmentThatNoFlightHasThenItIsRefused(String path) {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path)).contains("segment");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(new Ticket(path.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
	}

	@Test
	void whenAPathIsEmptyThenItIsRefused() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path())).isEqualTo("The flight path is empty");
	}

	@Test
	void whenAPathIsVeryLongThenItsRefusalStillReachesTheClient() {
		assertFails(FlightStatusCode.NOT_FOUND, () -> calls.rows(path("nowhere/at/all/" + "ü".repeat(100_000))))
			.startsWith("There is no flight 'nowhere/at/all/")
			.hasSizeLessThan(4200);
	}

	@Test
	void whenAPathIsATicketThenItIsServed() {
		assertThat(calls.rows(new Ticket("x/z".getBytes()))).containsExactly("x/{b} z");
	}

	@Test
	void whenATicketIsMadeElsewhereThenItsHandlerServesIt() {
		assertThat(calls.rows(new Ticket("legacy-1".getBytes()))).containsExactly("ticket null");
		assertThat(calls.rows(new Ticket("legacy-2".getBytes()))).containsExactly("ticket x/fixed");
		assertThat(calls.rows("x/fixed")).containsExactly("ticket x/fixed");
		assertThat(calls.rows(new Ticket("legacy-3".getBytes()))).containsExactly("ticket by-ticket");
		assertThat(calls.rows(command("by-ticket"))).containsExactly("ticket by-ticket");
	}

	@Test
	void whenAnInfoHandlerIsLessSpecificThanTheRowsThenItDoesNotTakeThemOver() {
		FlightInfo all = calls.client().getInfo(path("data", "all"));
		assertThat(all.getRecords()).isEqualTo(-1);
		assertThat(names(all.getSchemaOptional().orElseThrow())).containsExactly("handler");
		assertThat(poll(path("data", "all")).getFlightInfo().getRecords()).isEqualTo(-1);
		assertThat(names(calls.client().getSchema(path("data", "all")).getSchema())).containsExactly("handler");
	}

	@Test
	void whenAnInfoHandlerHasThePathOfTheRowsThenItTakesThemOver() {
		assertThat(calls.client().getInfo(path("data", "some")).getRecords()).isEqualTo(1);
		assertThat(poll(path("data", "some")).getFlightInfo().getRecords()).isEqualTo(2);
		assertThat(names(calls.client().getSchema(path("data", "some")).getSchema())).containsExactly("number");
		assertThat(calls.rows("data/some")).containsExactly("data/{any} some");
	}

	@Test
	void whenOnlyGetFlightInfoIsTakenOverThenPollAndSchemaFollowIt() {
		assertThat(poll(path("half", "one")).getFlightInfo().getRecords()).isEqualTo(7);
		assertThat(poll(path("half", "one")).getFlightDescriptor()).isEmpty();
		assertThat(names(calls.client().getSchema(path("half", "one")).getSchema())).containsExactly("number");
	}

	@Test
	void whenAnInfoHandlerIsMoreSpecificThanTheRowsThenItServesItsPathOnly() {
		assertThat(calls.client().getInfo(path("half", "special")).getRecords()).isEqualTo(8);
		assertThat(calls.client().getInfo(path("half", "other")).getRecords()).isEqualTo(7);
	}

	@Test
	void whenACommandIsTakenOverThenTheRowsStayWhereTheyAre() {
		assertThat(calls.client().getInfo(command("totals")).getRecords()).isEqualTo(3);
		assertThat(calls.rows(command("totals"))).containsExactly("totals");
	}

	@Test
	void whenFlightsAreListedThenThoseWithVariablesAreNot() {
		assertThat(calls.client().listFlights(new Criteria("data".getBytes())))
			.extracting((info) -> info.getDescriptor().getPath())
			.containsExactly(java.util.List.of("data", "all"));
	}

	@Test
	void whenAFlightDoesNotServeAnRpcThenItIsUnimplemented() {
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> calls.rows("only-put"))
			.isEqualTo("flight 'only-put' does not serve GetFlightInfo. It serves DoPut");
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> calls.put(path("x/y"), Row.class, new Row("")))
			.startsWith("flight 'x/y' does not serve DoPut. It serves ");
		assertFails(FlightStatusCode.NOT_FOUND, () -> calls.put(path("only-puts"), Row.class, new Row("")))
			.startsWith("There is no flight 'only-puts'. There is 'only-put'");
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> calls.exchange(command("totals"), Row.class, new Row("")))
			.startsWith("command 'totals' does not serve DoExchange. It serves ");
	}

	private static PollInfo poll(FlightDescriptor descriptor) {
		return calls.client().pollInfo(descriptor);
	}

	private static Stream<String> names(Schema schema) {
		return schema.getFields().stream().map(Field::getName);
	}

	@FlightEndpoint
	static class Paths {

		private static Stream<Row> row(String text) {
			return Stream.of(new Row(text));
		}

		@DoGet("{a}/{b}")
		Stream<Row> variables(String a, String b) {
			return row("{a}/{b} " + a + " " + b);
		}

		@DoGet("{a}/y")
		Stream<Row> variableFirst(String a) {
			return row("{a}/y " + a);
		}

		@DoGet("x/{b}")
		Stream<Row> literalFirst(String b) {
			return row("x/{b} " + b);
		}

		@DoGet("x/y")
		Stream<Row> literals() {
			return row("x/y");
		}

		@DoGet("{a}/y/{c}")
		Stream<Row> middle(String a, String c) {
			return row("{a}/y/{c} " + a + " " + c);
		}

		@DoGet("x/{b}/{c}")
		Stream<Row> start(String b, String c) {
			return row("x/{b}/{c} " + b + " " + c);
		}

		@DoGet(ticket = "legacy-1")
		Stream<Row> ticketOnly(@org.jspecify.annotations.Nullable FlightDescriptor descriptor) {
			return row("ticket " + descriptor);
		}

		@DoGet(path = "x/fixed", ticket = "legacy-2")
		Stream<Row> ticketAndPath(FlightDescriptor descriptor) {
			return row("ticket " + String.join("/", descriptor.getPath()));
		}

		@DoGet(command = "by-ticket", ticket = "legacy-3")
		Stream<Row> ticketAndCommand(@io.github.flightspring.annotation.FlightCommand String command) {
			return row("ticket " + command);
		}

		@DoGet("data/all")
		Stream<Row> all() {
			return row("data/all");
		}

		@DoGet("data/{any}")
		Stream<Row> any(String any) {
			return row("data/{any} " + any);
		}

		@GetFlightInfo("data/{name}")
		Flight dataInfo(String name) {
			return Flight.of(Other.class).totalRecords(1);
		}

		@PollFlightInfo("data/{name}")
		Flight dataPoll(String name) {
			return Flight.of(Other.class).totalRecords(2);
		}

		@GetSchema("data/{table}")
		Class<? extends Record> dataSchema(String table) {
			return Other.class;
		}

		@DoGet("half/{any}")
		Stream<Row> half(String any) {
			return row(any);
		}

		@GetFlightInfo("half/{name}")
		Flight halfInfo(String name) {
			return Flight.of(Other.class).totalRecords(7);
		}

		@GetFlightInfo("half/special")
		Flight specialInfo() {
			return Flight.of(Other.class).totalRecords(8);
		}

		@DoGet(command = "totals")
		Stream<Row> totals() {
			return row("totals");
		}

		@GetFlightInfo(command = "totals")
		Flight totalsInfo() {
			return Flight.of(Row.class).totalRecords(3);
		}

		@DoPut("only-put")
		void take(Stream<Row> rows) {
		}

		@DoExchange("never")
		Stream<Row> never(Stream<Row> rows) {
			throw CallStatus.UNAVAILABLE.toRuntimeException();
		}

	}

}
