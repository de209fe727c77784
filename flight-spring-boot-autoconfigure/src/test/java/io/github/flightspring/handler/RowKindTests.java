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

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.RowKindFixture.Address;
import io.github.flightspring.handler.RowKindFixture.Color;
import io.github.flightspring.handler.RowKindFixture.Instants;
import io.github.flightspring.handler.RowKindFixture.Line;
import io.github.flightspring.handler.RowKindFixture.Part;
import io.github.flightspring.handler.RowKindFixture.Person;
import io.github.flightspring.handler.RowKindFixture.Rows;
import io.github.flightspring.handler.RowKindFixture.Summary;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.handler.StartFailures.invalid;
import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of each kind that a handler returns and takes: classes, interfaces and maps, one
 * or several, and how those that cannot be are refused.
 */
class RowKindTests {

	private static final String ANNA = "1,anna,[{\"city\":\"ulm\",\"home\":true}]";

	private static final String NAMELESS = "2,null,[]";

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Rows.class, "flight.server.max-collected-rows=5",
				"flight.server.call-memory-limit=4MB");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "list", "wildcard", "array", "flux", "sequence", "flow", "stage-of-array", "optional-stream" })
	void whenAHandlerReturnsSeveralThenEachIsARow(String kind) {
		assertThat(calls.rows(path("rows", kind))).containsExactly(ANNA, NAMELESS);
	}

	@Test
	void whenAnElementIsAProxyThenItIsWrittenAsTheDeclaredType() {
		assertThat(calls.rows(path("rows", "stream"))).containsExactly(ANNA, NAMELESS, "0,lazy,null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one", "mono", "optional" })
	void whenAHandlerReturnsOneThenItIsTheOnlyRow(String kind) {
		assertThat(calls.rows(path("rows", kind))).containsExactly(ANNA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "empty", "empty-stream" })
	void whenAHandlerReturnsNoneThenThereAreNoRowsButASchema(String kind) {
		assertThat(calls.rows(path("rows", kind))).isEmpty();
		assertThat(calls.client().getSchema(path("rows", kind)).getSchema().getFields()).extracting(Field::getName)
			.containsExactly("id", "name", "addresses");
	}

	@Test
	void whenAHandlerReturnsNullThenThatIsAnError() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows(path("rows", "null")));
	}

	@Test
	void whenAHandlerReturnsInterfacesThenTheirGettersAreColumns() {
		assertThat(calls.rows(path("rows", "summaries"))).containsExactly("3,s");
	}

	@Test
	void whenAHandlerReturnsMapsThenTheDeclaredSchemaSaysWhichColumnsThereAre() {
		assertThat(calls.rows(path("rows", "maps")))
			.containsExactly("7,1,2026-01-02T03:04:05.678901,1.5,[1,2,null],{\"n\":4},null");
		assertThat(calls.rows(path("rows", "map"))).containsExactly("5");
		assertThat(calls.rows(path("rows", "jdbc")))
			.containsExactly("1,0,2026-01-02T03:04:05.678901,2.5,null,null,null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "map-without-key", "map-of-another-type" })
	void whenAMapDoesNotFitTheSchemaThenTheCallFails(String kind) {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows(path("rows", kind)));
	}

	@Test
	void whenAHandlerReturnsRootsInAnArrayThenTheyAreSentAndClosed() {
		assertThat(calls.rows(path("rows", "roots"))).isEmpty();
		assertThat(calls.client().getSchema(path("rows", "roots")).getSchema()).isEqualTo(ReturnValueFixture.SCHEMA);
	}

	@Test
	void whenAFlightIsOfAClassThenItsSchemaIsThat() {
		assertThat(calls.client().getInfo(path("rows", "described")).getSchemaOptional().orElseThrow().getFields())
			.extracting(Field::getName)
			.containsExactly("id", "name", "addresses");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "list", "collection", "array", "sequence", "flow" })
	void whenAHandlerTakesRowsOfAClassThenTheyAreCreated(String kind) {
		assertThat(calls.put(path("rows", kind), Person.class, Person.of(1, "anna", new Address("ulm", true)),
				Person.of(2, null)))
			.containsExactly("[1 anna [ulmtrue], 2 null []]");
		assertThat(calls.put(path("rows", kind), Person.class)).containsExactly("[]");
	}

	@Test
	void whenAnOptionalColumnIsMissingThenItIsNull() {
		record Old(long id, Color color, java.time.LocalDateTime at, Double weight, List<Long> numbers, Part part) {
		}
		assertThat(calls.put(path("rows", "lines"), Old.class, new Old(1, Color.RED, null, null, List.of(2L), null)))
			.containsExactly(List.of(new Line(1, Color.RED, null, null, List.of(2L), null, null)).toString());
	}

	@Test
	void whenAColumnIsMissingThenItIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path("rows", "list"), Part.class, new Part(1)))
			.contains("'id': is missing");
	}

	@Test
	void whenRowsAreExchangedThenTheyComeBack() {
		Person[] rows = { Person.of(1, "anna", new Address("ulm", true)), Person.of(2, null) };
		assertThat(calls.exchange(path("rows", "exchange"), Person.class, rows)).containsExactly(ANNA, NAMELESS);
		assertThat(calls.exchange(path("rows", "one"), Person.class, rows)).containsExactly(NAMELESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "array" })
	void whenThereAreMoreRowsThanMayBeCollectedThenTheUploadIsRefused(String kind) {
		Person[] rows = IntStream.range(0, 6).mapToObj((i) -> Person.of(i, null)).toArray(Person[]::new);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> calls.put(path("rows", kind), Person.class, rows))
			.isEqualTo("The upload has more than 5 rows, which is 'flight.server.max-collected-rows'. "
					+ "A handler that takes a Stream has no such limit");
		assertThat(calls.put(path("rows", "stream"), Person.class, rows)).hasSize(1);
	}

	@Test
	void whenTheRowsAreLargerThanTheMemoryOfTheCallThenTheUploadIsRefused() {
		// sent once, and read as a text of its own for each row
		Instants[] rows = new Instants[5];
		Arrays.fill(rows, new Instants(Instant.EPOCH, "x".repeat(1 << 20)));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED,
				() -> calls.put(path("rows", "instants"), Instants.class, rows))
			.isEqualTo("The upload has more than 4194304 bytes, which is 'flight.server.call-memory-limit'. "
					+ "A handler that takes a Stream has no such limit");
	}

	@Test
	void whenRowsCannotBeThenTheTypeThePropertyAndTheMendAreNamed() {
		assertThat(invalid(TakesInterface.class).problem()).contains("Parameter 0 'rows'")
			.contains("rows are only written")
			.contains(Summary.class.getName() + " is an interface")
			.contains("use a record or a class");
		assertThat(invalid(TakesUnsettable.class).problem()).contains("property 'id' has no public setter");
		assertThat(invalid(TakesTexts.class).problem()).contains("'java.lang.String' is a single value");
		assertThat(invalid(ReturnsNoProperties.class).problem())
			.contains("has no properties; add a field with a getter");
		assertThat(invalid(ReturnsMaps.class).action()).contains("schema = Order.class");
		assertThat(invalid(ReturnsFlight.class).problem()).contains("'" + Flight.class.getName() + "' has no columns");
	}

	static class Unsettable {

		private int id;

		public int getId() {
			return this.id;
		}

	}

	static class Nothing {

	}

	@FlightEndpoint
	static class TakesInterface {

		@DoPut("rows")
		void rows(Stream<Summary> rows) {
		}

	}

	@FlightEndpoint
	static class TakesUnsettable {

		@DoPut("rows")
		void rows(Unsettable[] rows) {
		}

	}

	@FlightEndpoint
	static class TakesTexts {

		@DoPut("rows")
		void rows(List<String> rows) {
		}

	}

	@FlightEndpoint
	static class ReturnsNoProperties {

		@DoGet("rows")
		Nothing rows() {
			return new Nothing();
		}

	}

	@FlightEndpoint
	static class ReturnsMaps {

		@DoGet("rows")
		List<java.util.Map<String, Object>> rows() {
			return List.of();
		}

	}

	@FlightEndpoint
	static class ReturnsFlight {

		@DoGet("rows")
		Flight rows() {
			return Flight.of(Person.class);
		}

	}

}
