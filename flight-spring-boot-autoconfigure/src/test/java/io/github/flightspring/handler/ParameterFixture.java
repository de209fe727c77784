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
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;

/**
 * Handlers with each kind of parameter.
 */
final class ParameterFixture {

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

	private ParameterFixture() {
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

		@DoAction
		Stream<Any> packed(StringValue value) {
			return Stream.of(Any.pack(proto(value)));
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
