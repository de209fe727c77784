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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import static io.github.flightspring.handler.StartFailures.invalid;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parameters and return types that stop the start, and that it says where and what to do.
 */
class SignatureFailureTests {

	record Row(String value) {
	}

	record Unmappable(String name, Thread thread) {
	}

	@Test
	void whenNothingServesAParameterThenItsPlaceNameTypeAndMendAreNamed() {
		InvalidFlightHandlerException failure = invalid(ThreadParameter.class);
		assertThat(failure.handler()).isEqualTo(ThreadParameter.class.getName() + ".rows(String, Thread)");
		assertThat(failure.problem())
			.isEqualTo("Parameter 1 'thread' of type 'java.lang.Thread' is not supported: No resolver serves it for "
					+ "DoGet path 'rows/{name}'");
		assertThat(failure.action())
			.startsWith("Use one of these: a parameter with the name of a variable, 'name'; @FlightPartition; ")
			.endsWith("FlightCall; Principal; BufferAllocator. Or add a FlightArgumentResolver bean");
	}

	@Test
	void whenAParameterHasAnAnnotationOfSpringMvcThenOursIsNamed() {
		assertThat(invalid(MvcParameter.class).problem()).contains("Parameter 0 'year' of type 'int'")
			.endsWith("@RequestParam is an annotation of Spring MVC, and is not read here");
		assertThat(invalid(MvcParameter.class).action()).isEqualTo("Use @FlightParam instead of @RequestParam");
		assertThat(invalid(MvcHeader.class).action()).isEqualTo("Use @FlightHeader instead of @RequestHeader");
		assertThat(invalid(MvcBody.class).action()).isEqualTo("Use @FlightCommand instead of @RequestBody");
		assertThat(invalid(MvcUpload.class).action())
			.isEqualTo("Use a Stream or a List of records for uploaded rows instead of @RequestBody");
		assertThat(invalid(MvcPath.class).action()).startsWith("Use variables of the path, @FlightParam, or a command")
			.endsWith("instead of @ModelAttribute");
		assertThat(invalid(MvcVariable.class).action()).isEqualTo("Use @FlightPathVariable instead of @PathVariable");
	}

	@Test
	void whenAVariableIsMissingThenThoseThatAreThereAreNamed() {
		InvalidFlightHandlerException failure = invalid(UnknownVariable.class);
		assertThat(failure.problem()).endsWith("The path has no variable 'nmae', but 'name'");
		assertThat(failure.action()).isEqualTo("Name a variable of the path, or add '{nmae}' to the path");
		assertThat(invalid(VariableOfFixedPath.class).problem()).endsWith("The path has no variable 'name'");
	}

	@Test
	void whenAMessageSaysWhatIsWrongThenTheMendDoesNotContradictIt() {
		for (Class<?> bean : List.of(TextInABinaryHeader.class, OptionalPrimitiveHeader.class,
				TicketOfAnUpload.class)) {
			assertThat(invalid(bean).action()).isEqualTo("Change the declaration of the parameter accordingly");
		}
		assertThat(invalid(RowsAndSink.class).action())
			.isEqualTo("Change the declaration of the return type accordingly");
	}

	@Test
	void whenAParameterIsWrongForTheRpcThenThatIsSaid() {
		assertThat(invalid(RowsOfIntegers.class).problem())
			.contains("Parameter 0 'rows' of type 'java.util.stream.Stream<java.lang.Integer>'")
			.contains(
					"Its rows must be records or classes with properties, or VectorSchemaRoots; 'java.lang.Integer' is a single value, and has no columns");
		assertThat(invalid(ListOfRows.class).problem())
			.contains("Parameter 0 'rows' of type 'java.util.List<java.lang.Integer>'");
		assertThat(invalid(CommandOfAPath.class).problem()).contains("Parameter 0 'command' of type")
			.contains("The method is not mapped to a command");
		assertThat(invalid(ResultsOfADownload.class).problem()).contains("Parameter 0 'results'")
			.contains("DoGet has no PutResults");
		assertThat(invalid(ReaderOfADownload.class).problem()).contains("DoGet has no ArrowReader");
		assertThat(invalid(TicketOfAnUpload.class).problem()).contains("DoPut has no Ticket");
		assertThat(invalid(SinkOfAnUpload.class).problem()).contains("DoPut has no FlightSink");
		assertThat(invalid(PartitionOfAnUpload.class).problem()).contains("Only DoGet has a ticket");
		assertThat(invalid(PrimitivePartition.class).problem()).contains("a primitive cannot be null");
		assertThat(invalid(UnknownVariable.class).problem()).contains("The path has no variable 'nmae'");
		assertThat(invalid(UnconvertibleVariable.class).problem()).contains("A path variable does not convert to it");
		assertThat(invalid(TextInABinaryHeader.class).problem()).contains("suffix '-bin'");
		assertThat(invalid(OptionalPrimitiveHeader.class).problem()).contains("A header", "a primitive cannot be null");
		assertThat(invalid(OptionalPrimitiveParam.class).problem()).contains("A parameter of the query",
				"a primitive cannot be null");
		assertThat(invalid(UnconvertibleHeader.class).problem()).contains("A header does not convert to it");
		assertThat(invalid(UnreadableCommand.class).problem()).contains("and cannot be read as it");
		assertThat(invalid(UnmappableRows.class).problem()).contains("Parameter 0 'rows'").contains("thread");
	}

	@Test
	void whenNothingServesAReturnTypeThenItAndTheMendAreNamed() {
		InvalidFlightHandlerException failure = invalid(IntegerResult.class);
		assertThat(failure.problem()).startsWith("Return type 'int' is not supported: Its rows must be records")
			.contains("interfaces with properties, maps with a declared schema, or VectorSchemaRoots, alone or in ",
					"a Stream, Iterator, Iterable, array, Optional, CompletionStage, publisher or Sequence, ",
					"or those of an ArrowReader, FlightJdbc.Query or java.sql.ResultSet")
			.endsWith("; 'int' is a single value, and has no columns");
		assertThat(failure.action()).isEqualTo("Put the value into a record, whose component names the column");
		assertThat(invalid(ListOfIntegersResult.class).problem())
			.contains("Return type 'java.util.List<java.lang.Integer>'")
			.endsWith("'java.lang.Integer' is a single value, and has no columns");
		assertThat(invalid(VoidWithoutSink.class).problem()).contains("takes a FlightSink");
		assertThat(invalid(RowsAndSink.class).problem()).contains("writes its rows there and returns void");
		assertThat(invalid(InfoOfText.class).problem()).contains("GetFlightInfo answers with one of");
		assertThat(invalid(SchemaOfText.class).problem()).contains("GetSchema answers with one of");
		assertThat(invalid(ListOfText.class).problem()).contains("ListFlights answers with Flight or FlightInfo");
		assertThat(invalid(ActionOfObject.class).problem())
			.contains("and 'org.apache.arrow.vector.VectorSchemaRoot' is none");
		assertThat(invalid(UnmappableResult.class).problem()).contains("thread");
		assertThat(invalid(DeferredThread.class).problem())
			.contains("Return type 'java.util.concurrent.CompletionStage<java.lang.Thread>'");
		assertThat(invalid(NoRecordAsSchema.class).problem()).contains("Schema type 'java.lang.String'");
	}

	@FlightEndpoint
	static class ThreadParameter {

		@DoGet("rows/{name}")
		Stream<Row> rows(String name, Thread thread) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MvcParameter {

		@DoGet("rows")
		Stream<Row> rows(@RequestParam int year) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MvcHeader {

		@DoGet("rows")
		Stream<Row> rows(@RequestHeader("x") String value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MvcBody {

		@DoGet(command = "c")
		Stream<Row> rows(@RequestBody Row body) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MvcUpload {

		@DoPut("rows")
		long store(@RequestBody Row row) {
			return 1;
		}

	}

	@FlightEndpoint
	static class MvcPath {

		@DoGet("rows/{name}")
		Stream<Row> rows(@ModelAttribute Row body) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MvcVariable {

		@DoGet("rows/{name}")
		Stream<Row> rows(@PathVariable String other) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class VariableOfFixedPath {

		@DoGet("rows")
		Stream<Row> rows(@FlightPathVariable String name) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class RowsOfIntegers {

		@DoPut("rows")
		void rows(Stream<Integer> rows) {
		}

	}

	@FlightEndpoint
	static class ListOfRows {

		@DoPut("rows")
		void rows(List<Integer> rows) {
		}

	}

	@FlightEndpoint
	static class CommandOfAPath {

		@DoGet("rows")
		Stream<Row> rows(@FlightCommand Row command) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ResultsOfADownload {

		@DoGet("rows")
		Stream<Row> rows(PutResults results) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ReaderOfADownload {

		@DoGet("rows")
		Stream<Row> rows(ArrowReader reader) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TicketOfAnUpload {

		@DoPut("rows")
		void rows(Ticket ticket) {
		}

	}

	@FlightEndpoint
	static class SinkOfAnUpload {

		@DoPut("rows")
		void rows(FlightSink sink) {
		}

	}

	@FlightEndpoint
	static class PartitionOfAnUpload {

		@DoPut("rows")
		void rows(@FlightPartition Row partition) {
		}

	}

	@FlightEndpoint
	static class PrimitivePartition {

		@DoGet("rows")
		Stream<Row> rows(@FlightPartition int partition) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnknownVariable {

		@DoGet("rows/{name}")
		Stream<Row> rows(@FlightPathVariable("nmae") String name) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnconvertibleVariable {

		@DoGet("rows/{name}")
		Stream<Row> rows(@FlightPathVariable Row name) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TextInABinaryHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader("x-bin") String value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class OptionalPrimitiveParam {

		@DoGet("rows")
		Stream<Row> rows(@FlightParam(name = "x", required = false) int value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class OptionalPrimitiveHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader(name = "x", required = false) int value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnconvertibleHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader("x") Row value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnreadableCommand {

		@DoGet(command = "c")
		Stream<Row> rows(@FlightCommand Thread command) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnmappableRows {

		@DoPut("rows")
		void rows(Stream<Unmappable> rows) {
		}

	}

	@FlightEndpoint
	static class IntegerResult {

		@DoGet("rows")
		int rows() {
			return 1;
		}

	}

	@FlightEndpoint
	static class ListOfIntegersResult {

		@DoGet("rows")
		List<Integer> rows() {
			return List.of();
		}

	}

	@FlightEndpoint
	static class VoidWithoutSink {

		@DoGet("rows")
		void rows() {
		}

	}

	@FlightEndpoint
	static class RowsAndSink {

		@DoExchange("rows")
		Stream<Row> rows(FlightSink sink) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class InfoOfText {

		@GetFlightInfo("rows")
		String info() {
			return "";
		}

	}

	@FlightEndpoint
	static class SchemaOfText {

		@GetSchema("rows")
		String schema() {
			return "";
		}

	}

	@FlightEndpoint
	static class ListOfText {

		@ListFlights
		Stream<String> flights() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ActionOfObject {

		@DoAction
		VectorSchemaRoot act() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class UnmappableResult {

		@DoGet("rows")
		Stream<Unmappable> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class DeferredThread {

		@DoGet("rows")
		CompletionStage<Thread> rows() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class NoRecordAsSchema {

		@DoGet(path = "rows", schema = String.class)
		ArrowReader rows() {
			throw new IllegalStateException();
		}

	}

}
