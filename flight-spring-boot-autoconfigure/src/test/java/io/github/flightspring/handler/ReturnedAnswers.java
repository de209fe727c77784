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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.annotation.PollFlightInfo;
import io.github.flightspring.handler.ReturnValueFixture.Number;
import io.github.flightspring.handler.ReturnValueFixture.Results;
import io.github.flightspring.handler.ReturnValueFixture.Sum;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.vector.types.pojo.Schema;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Handlers that return something else than rows.
 */
@FlightEndpoint
class ReturnedAnswers {

	@DoAction
	void nothing(byte[] body) {
	}

	@DoAction("null")
	String none() {
		return null;
	}

	@DoAction("empty-optional")
	Optional<String> emptyOptional() {
		return Optional.empty();
	}

	@DoAction
	Optional<String> optional() {
		return Optional.of("text");
	}

	@DoAction
	Sum record() {
		return new Sum(3);
	}

	@DoAction
	Stream<Sum> records() {
		return Stream.of(new Sum(1), new Sum(2));
	}

	@DoAction
	List<String> list() {
		return List.of("a", "b");
	}

	@DoAction("flux")
	Flux<Integer> numbers() {
		return Flux.just(1, 2);
	}

	@DoAction
	Mono<Sum> mono() {
		return Mono.just(new Sum(4));
	}

	@DoAction("void-mono")
	Mono<Void> voidMono() {
		return Mono.empty();
	}

	@DoAction
	CompletionStage<Sum> stage() {
		return CompletableFuture.completedFuture(new Sum(5));
	}

	@DoAction
	Map<String, Integer> map() {
		return Map.of("a", 1);
	}

	@DoAction
	tools.jackson.databind.JsonNode tree() {
		return tools.jackson.databind.json.JsonMapper.shared().createObjectNode().put("a", 1);
	}

	@DoAction
	byte[] bytes() {
		return new byte[] { 0, (byte) 0xFF };
	}

	@DoAction
	StringValue proto() {
		return StringValue.of("x");
	}

	@DoAction
	Stream<Sum> failing() {
		return Results.stream("failing-action", Results.count("failing-action", 2, true, (value) -> new Sum(value)));
	}

	@DoPut("put/void")
	void put(Stream<Number> rows) {
	}

	@DoPut("put/record")
	Sum putRecord(Stream<Number> rows) {
		return new Sum(rows.count());
	}

	@DoPut("put/stream")
	Stream<Integer> putStream(Stream<Number> rows) {
		return rows.map(Number::n);
	}

	@GetFlightInfo("info/flight")
	Flight info() {
		return Flight.of(ReturnValueFixture.SCHEMA)
			.totalRecords(10)
			.totalBytes(1000)
			.ordered()
			.appMetadata("whole")
			.expiresAfter(java.time.Duration.ofMinutes(1))
			.partition(1)
			.partition("two", (partition) -> partition.locations(org.apache.arrow.flight.Location.reuseConnection())
				.appMetadata("part".getBytes(StandardCharsets.UTF_8)));
	}

	@GetFlightInfo("info/stage")
	CompletionStage<Flight> infoStage() {
		return CompletableFuture.completedFuture(Flight.of(ReturnValueFixture.SCHEMA).totalRecords(11));
	}

	@GetFlightInfo("info/mono")
	Mono<Flight> infoMono() {
		return Mono.just(Flight.of(ReturnValueFixture.SCHEMA).totalRecords(12));
	}

	@GetFlightInfo("info/arrow")
	FlightInfo infoArrow(FlightDescriptor descriptor) {
		return new FlightInfo(ReturnValueFixture.SCHEMA, descriptor, List.of(), -1, 13);
	}

	@GetFlightInfo("info/null")
	Flight infoNull() {
		return null;
	}

	@PollFlightInfo("info/poll")
	PollInfo poll(FlightDescriptor descriptor) {
		return new PollInfo(new FlightInfo(ReturnValueFixture.SCHEMA, descriptor, List.of(), -1, -1),
				FlightDescriptor.path("info", "poll", "again"), 0.5, null);
	}

	@GetSchema("schema/schema")
	Schema schema() {
		return ReturnValueFixture.SCHEMA;
	}

	@GetSchema("schema/result")
	SchemaResult schemaResult() {
		return new SchemaResult(ReturnValueFixture.SCHEMA);
	}

	@GetSchema("schema/class")
	Class<Number> schemaClass() {
		return Number.class;
	}

	@ListFlights
	Flight one() {
		return Flight.of(ReturnValueFixture.SCHEMA).path("listed", "one");
	}

	@ListFlights
	Iterable<FlightInfo> two() {
		return IntStream.range(0, 1)
			.mapToObj((i) -> new FlightInfo(ReturnValueFixture.SCHEMA, FlightDescriptor.path("listed", "two"),
					List.of(), -1, -1))
			.toList();
	}

	@ListFlights
	Flux<Flight> three() {
		return Flux
			.just(Flight.of(ReturnValueFixture.SCHEMA).command("listed-command".getBytes(StandardCharsets.UTF_8)));
	}

}
