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

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import io.github.flightspring.support.FlightCalls;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of parameter that a handler may have.
 */
class ParameterTests {

	private static FlightCalls calls;

	record Row(String value) {
	}

	record Number(int n) {
	}

	record Month(@Min(1) int number) {
	}

	record Delays(@Valid Range range, @NotEmpty List<@NotEmpty String> airports) {
	}

	record Range(@Min(0) int from) {
	}

	enum Color {

		RED, GREEN

	}

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(new Class<?>[] { Parameters.class, Custom.class });
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAParameterHasTheNameOfAVariableThenItIsConverted() {
		assertThat(calls.rows("variables/RED/7/2026-01-31/x")).containsExactly("RED 7 2026-01-31 x");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("variables/BLUE/7/2026-01-31/x"))
			.isEqualTo("color: 'BLUE' is not a valid value");
	}

	@Test
	void whenAParameterHasTheTypeOfAPartThenItsNameDoesNotCount() {
		assertThat(calls.rows("typed/one/two")).containsExactly("DoGet two");
	}

	@Test
	void whenACommandIsJsonThenItIsReadIntoARecord() {
		assertThat(calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":3},\"airports\":[\"ATL\"]}")))
			.containsExactly("Delays[range=Range[from=3], airports=[ATL]]");
	}

	@Test
	void whenACommandIsInvalidThenTheFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":-3},\"airports\":[\"ATL\",\"\"]}")))
			.isEqualTo("airports[1].<list element>: must not be empty, "
					+ "range.from: must be greater than or equal to 0");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":\"x\"}}")))
			.contains("range.from");
	}

	@Test
	void whenACommandIsAWordThenItIsTheName() {
		assertThat(calls.rows(command("text"))).containsExactly("text");
		assertThat(calls.rows(command("bytes"))).containsExactly("5");
	}

	@Test
	void whenACommandIsAnAnyThenItsMessageIsRead() {
		byte[] any = Any.pack(StringValue.of("packed")).toByteArray();
		assertThat(calls.rows(FlightDescriptor.command(any))).containsExactly("packed");
	}

	@Test
	void whenACodecBeanKnowsACommandThenItIsAskedFirst() {
		assertThat(calls.rows(command("#custom body"))).containsExactly("body");
	}

	@Test
	void whenATicketIsForAPartitionThenTheHandlerGetsItsValue() {
		assertThat(calls.rows("months")).containsExactly("Month[number=1]", "Month[number=2]");
		assertThat(calls.rows("optional-months")).containsExactly("Optional[Month[number=4]]");
	}

	@Test
	void whenATicketIsForTheWholeFlightThenThereIsNoPartition() {
		assertThat(calls.rows("whole")).containsExactly("null Optional.empty");
	}

	@Test
	void whenAPartitionIsInvalidThenItsFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("invalid-months"))
			.isEqualTo("number: must be greater than or equal to 1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("invalid-optional-months"))
			.isEqualTo("number: must be greater than or equal to 1");
	}

	@Test
	void whenHeadersAreSentThenTheyAreConverted() {
		CallHeaders headers = new FlightCallHeaders();
		headers.insert("x-number", "42");
		headers.insert("x-many", "a");
		headers.insert("x-many", "b");
		headers.insert("x-optional", "7");
		headers.insert("x-data-bin", new byte[] { 1, 2, (byte) 0xFF });
		headers.insert("plain", "named by the parameter");
		assertThat(calls.rows(path("headers"), new HeaderCallOption(headers)))
			.containsExactly("42 [a, b] Optional[7] [1, 2, -1] named by the parameter");
	}

	@Test
	void whenHeadersAreMissingOrWrongThenThatIsSaid() {
		assertThat(calls.rows("headers/optional")).containsExactly("null Optional.empty null null");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("headers"))
			.isEqualTo("The header 'x-number' is missing");
		CallHeaders headers = new FlightCallHeaders();
		headers.insert("x-number", "many");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path("headers"), new HeaderCallOption(headers)))
			.isEqualTo("The header 'x-number' has no valid value");
	}

	@Test
	void whenAHandlerTakesTheCallThenItsPartsAreThere() {
		CallOption timeout = CallOptions.timeout(20, java.util.concurrent.TimeUnit.SECONDS);
		assertThat(calls.rows(path("call"), timeout).get(0))
			.matches("DoGet grpc 127.0.0.1 null false (1[0-9]|20) " + "flight-call-[0-9]+-DoGet call [0-9]+ DoGet");
	}

	@Test
	void whenRowsAreUploadedThenEachKindOfContainerGetsThem() {
		for (String kind : List.of("reader", "flight-reader", "records", "iterator", "iterable", "flux", "batches",
				"batch-iterator", "batch-flux")) {
			assertThat(calls.put(path("put", kind), Number.class, new Number(1), new Number(2), new Number(39)))
				.as(kind)
				.containsExactly("42");
		}
	}

	@Test
	void whenAnUploadDoesNotFitTheRecordThenTheFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path("put/records"), Row.class, new Row("x")))
			.contains("n");
	}

	@Test
	void whenAnUploadDoesNotFitTheDeclaredSchemaThenTheFieldIsNamed() {
		assertThat(calls.put(path("put/declared"), Number.class, new Number(1))).containsExactly("1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path("put/declared"), Row.class, new Row("x")))
			.contains("n");
	}

	@Test
	void whenAHandlerAcknowledgesThenEachResultReachesTheClient() {
		assertThat(calls.put(path("put/acknowledged"), Number.class, new Number(1), new Number(2))).containsExactly("1",
				"{\"n\":2}", "", "done");
	}

	@Test
	void whenRowsAreExchangedThenEachKindOfContainerStreams() {
		for (String kind : List.of("exchange-stream", "exchange-flux", "exchange-sink")) {
			assertThat(calls.exchange(command(kind), Number.class, new Number(1), new Number(2))).as(kind)
				.containsExactly("2", "4");
		}
	}

	@Test
	void whenFlightsAreListedThenTheHandlerGetsTheCriteria() {
		assertThat(calls.client().listFlights(new Criteria("only this".getBytes(StandardCharsets.UTF_8))))
			.extracting((info) -> info.getDescriptor().getPath())
			.containsExactly(List.of("listed", "only this"));
	}

	@Test
	void whenAnActionHasABodyThenItIsRead() {
		assertThat(calls.action("json", "{\"number\":3}")).containsExactly("Month[number=3]");
		assertThat(calls.action("text", "ü")).containsExactly("ü");
		assertThat(calls.action("binary", "abc")).containsExactly("3");
		assertThat(calls.action("proto", StringValue.of("message").toByteArray())).singleElement()
			.satisfies((result) -> assertThat(StringValue.parseFrom(result).getValue()).isEqualTo("message!"));
		assertThat(calls.action("action", "abc")).containsExactly("action 3");
		assertThat(calls.action("list", "[1,2]")).containsExactly("[1, 2]");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("json", "{\"number\":0}"))
			.isEqualTo("number: must be greater than or equal to 1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("json", "{\"nmber\":1}"))
			.isEqualTo("number: is missing");
	}

	@Test
	void whenAResolverBeanServesAParameterThenItIsAskedBeforeTheStarters() {
		assertThat(calls.rows("custom/x")).containsExactly("custom resolver custom allocator: true");
	}

	@Configuration(proxyBeanMethods = false)
	static class Custom {

		@Bean
		FlightArgumentResolver durations() {
			return (parameter) -> (parameter.type() == Duration.class) ? (invocation) -> Duration.ofSeconds(1) : null;
		}

		@Bean
		FlightArgumentResolver variables() {
			return (parameter) -> (parameter.mapping().hasPathVariable("overridden")
					&& parameter.type() == String.class) ? (invocation) -> "custom resolver" : null;
		}

		@Bean
		FlightCommandCodec codec() {
			return (command) -> {
				String text = new String(command, StandardCharsets.UTF_8);
				return text.startsWith("#custom ") ? new CustomCommand(text.substring(8)) : null;
			};
		}

		record CustomCommand(String body) implements CommandMessage {

			@Override
			public String name() {
				return "custom-command";
			}

			@Override
			public Object read(java.lang.reflect.Type target) {
				return new Row(this.body);
			}

		}

	}

	@FlightEndpoint
	static class Parameters {

		private static Stream<Row> row(Object value) {
			return Stream.of(new Row(String.valueOf(value)));
		}

		@DoGet("variables/{color}/{n}/{date}/{other}")
		Stream<Row> variables(Color color, int n, java.time.LocalDate date, @FlightPathVariable("other") String last) {
			return row(color + " " + n + " " + date + " " + last);
		}

		@DoGet("typed/{call}/{name}")
		Stream<Row> typed(FlightCall call, String name) {
			return row(call.rpc().methodName() + " " + name);
		}

		@DoGet(command = "delays")
		Stream<Row> delays(@FlightCommand @Valid Delays command) {
			return row(command);
		}

		@DoGet(command = "text")
		Stream<Row> text(@FlightCommand String command) {
			return row(command);
		}

		@DoGet(command = "bytes")
		Stream<Row> bytes(@FlightCommand byte[] command) {
			return row(command.length);
		}

		@DoGet(command = "google.protobuf.StringValue")
		Stream<Row> any(@FlightCommand StringValue command) {
			return row(command.getValue());
		}

		@DoGet(command = "custom-command")
		Stream<Row> custom(@FlightCommand Row command) {
			return Stream.of(command);
		}

		@GetFlightInfo("months")
		Flight monthsInfo() {
			return Flight.of(Row.class).partition(new Month(1)).partition(new Month(2));
		}

		@DoGet("months")
		Stream<Row> months(@FlightPartition Month month) {
			return row(month);
		}

		@GetFlightInfo("optional-months")
		Flight optionalMonthsInfo() {
			return Flight.of(Row.class).partition(new Month(4));
		}

		@DoGet("optional-months")
		Stream<Row> optionalMonths(@FlightPartition Optional<Month> month) {
			return row(month);
		}

		@DoGet("whole")
		Stream<Row> whole(@FlightPartition @Valid @Nullable Month month,
				@FlightPartition @Valid Optional<Month> optional) {
			return row(month + " " + optional);
		}

		@GetFlightInfo("invalid-months")
		Flight invalidInfo() {
			return Flight.of(Row.class).partition(new Month(0));
		}

		@DoGet("invalid-months")
		Stream<Row> invalid(@FlightPartition @Valid Month month) {
			return row(month);
		}

		@GetFlightInfo("invalid-optional-months")
		Flight invalidOptionalInfo() {
			return Flight.of(Row.class).partition(new Month(0));
		}

		@DoGet("invalid-optional-months")
		Stream<Row> invalidOptional(@FlightPartition @Valid Optional<Month> month) {
			return row(month);
		}

		@DoGet("headers")
		Stream<Row> headers(@FlightHeader("X-Number") int number, @FlightHeader("x-many") List<String> many,
				@FlightHeader("x-optional") Optional<Integer> optional, @FlightHeader("x-data-bin") byte[] data,
				@FlightHeader String plain) {
			return row(number + " " + many + " " + optional + " " + Arrays.toString(data) + " " + plain);
		}

		@DoGet("headers/optional")
		Stream<Row> optionalHeaders(@FlightHeader(name = "x-number", required = false) @Nullable Integer number,
				@FlightHeader("x-optional") Optional<Integer> optional,
				@FlightHeader(name = "x-many", required = false) @Nullable List<String> many,
				@FlightHeader(name = "x-data-bin", required = false) byte @Nullable [] data) {
			return row(number + " " + optional + " " + many + " " + Arrays.toString(data));
		}

		@DoGet("call")
		Stream<Row> call(FlightCall call, @Nullable Principal principal, BufferAllocator allocator,
				FlightDescriptor descriptor, Ticket ticket, CallHeaders headers) {
			Duration left = call.timeRemaining();
			return row(call.rpc().methodName() + " " + call.transport() + " "
					+ ((java.net.InetSocketAddress) call.peer()).getAddress().getHostAddress() + " " + principal + " "
					+ call.isCancelled() + " " + ((left != null) ? left.toSeconds() : null) + " " + allocator.getName()
					+ " " + String.join("/", descriptor.getPath()) + " " + ticket.getBytes().length + " "
					+ (headers.containsKey("user-agent") ? "DoGet" : "no headers"));
		}

		private static long sum(VectorSchemaRoot root) {
			IntVector vector = (IntVector) root.getVector("n");
			long sum = 0;
			for (int i = 0; i < root.getRowCount(); i++) {
				sum += vector.get(i);
			}
			return sum;
		}

		private static long sum(Iterator<Number> rows) {
			long sum = 0;
			while (rows.hasNext()) {
				sum += rows.next().n();
			}
			return sum;
		}

		@DoPut("put/reader")
		long reader(ArrowReader rows) throws Exception {
			long sum = 0;
			while (rows.loadNextBatch()) {
				sum += sum(rows.getVectorSchemaRoot());
			}
			return sum;
		}

		@DoPut(path = "put/declared", schema = Number.class)
		long declared(ArrowReader rows) throws Exception {
			return reader(rows);
		}

		@DoPut("put/flight-reader")
		long flightReader(FlightReader rows) throws Exception {
			return reader(rows);
		}

		@DoPut("put/records")
		long records(Stream<Number> rows) {
			return sum(rows.iterator());
		}

		@DoPut("put/iterator")
		long iterator(Iterator<Number> rows) {
			return sum(rows);
		}

		@DoPut("put/iterable")
		long iterable(Iterable<Number> rows) {
			return sum(rows.iterator());
		}

		@DoPut("put/flux")
		long flux(Flux<Number> rows) {
			return sum(rows.toIterable(1).iterator());
		}

		@DoPut("put/batches")
		long batches(Stream<VectorSchemaRoot> rows) {
			return rows.mapToLong(Parameters::sum).sum();
		}

		@DoPut("put/batch-iterator")
		long batchIterator(Iterator<VectorSchemaRoot> rows) {
			long sum = 0;
			while (rows.hasNext() && rows.hasNext()) {
				sum += sum(rows.next());
			}
			return sum;
		}

		@DoPut("put/batch-flux")
		java.util.concurrent.CompletionStage<Long> batchFlux(Flux<VectorSchemaRoot> rows) {
			return rows.map(Parameters::sum).reduce(0L, Long::sum).toFuture();
		}

		@DoPut("put/acknowledged")
		String acknowledged(Stream<Number> rows, PutResults results) {
			Iterator<Number> iterator = rows.iterator();
			results.acknowledge(iterator.next().n());
			results.acknowledge(iterator.next());
			results.acknowledge(null);
			return "done";
		}

		@DoExchange(command = "exchange-stream")
		Stream<Number> exchange(Stream<Number> rows) {
			return rows.map((row) -> new Number(2 * row.n()));
		}

		@DoExchange(command = "exchange-flux")
		Flux<Number> exchange(Flux<Number> rows) {
			return rows.map((row) -> new Number(2 * row.n()));
		}

		@DoExchange(command = "exchange-sink")
		void exchange(FlightReader rows, FlightSink sink) throws Exception {
			sink.start(rows.getVectorSchemaRoot(), rows);
			while (rows.loadNextBatch()) {
				IntVector vector = (IntVector) rows.getVectorSchemaRoot().getVector("n");
				vector.set(0, 2 * vector.get(0));
				sink.write(rows.getVectorSchemaRoot());
			}
		}

		@ListFlights
		Stream<Flight> flights(Criteria criteria) {
			return Stream
				.of(Flight.of(Row.class).path("listed", new String(criteria.getExpression(), StandardCharsets.UTF_8)));
		}

		@DoAction
		String json(@Valid Month month) {
			return month.toString();
		}

		@DoAction("text")
		String textAction(String text) {
			return text;
		}

		@DoAction("binary")
		long binary(byte[] body) {
			return body.length;
		}

		@DoAction("proto")
		StringValue proto(StringValue value) {
			return StringValue.of(value.getValue() + "!");
		}

		@DoAction("action")
		String action(Action action) {
			return action.getType() + " " + action.getBody().length;
		}

		@DoAction("list")
		String list(List<Integer> values) {
			return values.toString();
		}

		@DoGet("custom/{overridden}")
		Stream<Row> custom(String overridden, Duration duration, BufferAllocator allocator) {
			return row(overridden + " custom allocator: " + duration.equals(Duration.ofSeconds(1)));
		}

	}

}
