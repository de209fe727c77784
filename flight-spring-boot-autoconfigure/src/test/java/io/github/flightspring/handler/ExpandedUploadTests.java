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
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.NullLists;
import io.github.flightspring.support.WireCall;
import io.grpc.Status;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads of few bytes that stand for many objects.
 */
class ExpandedUploadTests {

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Bags.class, "flight.server.call-memory-limit=16MB");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "list", "exchange" })
	void whenARowStandsForVeryManyObjectsThenItIsRefused(String kind) {
		Status status = send(kind, 1, 1 << 22);
		assertThat(status.getCode()).isIn(Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED);
		assertThat(status.getDescription()).isNotEmpty();
		assertThat(send(kind, 1, 1000).getCode()).isEqualTo(Status.Code.OK);
	}

	@Test
	void whenAStreamHasSuchARowThenItIsNamed() {
		Status status = send("stream", 1, 1 << 22);
		assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
		assertThat(status.getDescription())
			.contains("row 0, column 'xs': the values of the row take more than 16 MiB of memory, "
					+ "and more than 16 times the size of its batch");
	}

	@Test
	void whenManyRowsStandForVeryManyObjectsThenTheirListIsRefusedAndTheirStreamIsNot() {
		Status status = send("list", 20, 100_000);
		assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		assertThat(status.getDescription()).contains("flight.server.call-memory-limit");
		assertThat(send("stream", 20, 100_000).getCode()).isEqualTo(Status.Code.OK);
	}

	private static Status send(String kind, int rows, int length) {
		try (VectorSchemaRoot root = NullLists.batch(calls.application().clientAllocator(), rows, length);
				WireCall<?> call = kind.equals("exchange") ? calls.wire().exchange(path("bags", kind))
						: calls.wire().put(path("bags", kind))) {
			call.start(root);
			call.write(root);
			call.halfClose();
			return call.status();
		}
	}

	record Nested(Optional<String> a) {
	}

	record Bag(List<Nested> xs) {
	}

	@FlightEndpoint("bags")
	static class Bags {

		@DoPut("stream")
		long stream(Stream<Bag> rows) {
			return rows.mapToLong((bag) -> bag.xs().size()).sum();
		}

		@DoPut("list")
		int list(List<Bag> rows) {
			return rows.size();
		}

		@DoExchange("exchange")
		Stream<Nested> exchange(Stream<Bag> rows) {
			return rows.map((bag) -> bag.xs().get(0));
		}

	}

}
