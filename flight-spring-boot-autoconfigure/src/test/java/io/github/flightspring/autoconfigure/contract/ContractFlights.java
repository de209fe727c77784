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

package io.github.flightspring.autoconfigure.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.autoconfigure.FlightTaskDecorator;
import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Flights that go wrong in every way.
 */
@FlightEndpoint("contract")
class ContractFlights {

	record Number(long value) {
	}

	record Part(int number) {
	}

	@GetFlightInfo("leaks-early")
	Flight describeAndLeak(BufferAllocator allocator) {
		allocator.buffer(64);
		return Flight.of(Number.class).partition(new Part(1));
	}

	@DoGet("leaks-early")
	Stream<Number> rows(@FlightPartition Part part) {
		return numbers();
	}

	@GetFlightInfo("leaks-late")
	Flight describe() {
		return Flight.of(Number.class).partition(new Part(1));
	}

	@DoGet("leaks-late")
	Stream<Number> leak(@FlightPartition Part part, BufferAllocator allocator) {
		allocator.buffer(64);
		return numbers();
	}

	@GetFlightInfo("fails")
	Flight describeWithMemory(BufferAllocator allocator) {
		allocator.buffer(64);
		return Flight.of(Number.class).partition(new Part(1));
	}

	@DoGet("fails")
	Stream<Number> fail(@FlightPartition Part part) {
		throw new IllegalStateException("the password is 123");
	}

	@DoGet("status/{code}")
	Stream<Number> status(String code) {
		throw new CallStatus(FlightStatusCode.valueOf(code)).withDescription("So it is").toRuntimeException();
	}

	@DoGet("silent")
	Stream<Number> silent() throws InterruptedException {
		TimeUnit.MINUTES.sleep(10);
		return numbers();
	}

	@DoGet("one-batch")
	void oneBatch(FlightSink sink, BufferAllocator allocator) throws InterruptedException {
		Schema schema = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(64, true))));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
			root.allocateNew();
			root.setRowCount(10);
			sink.write(root);
			TimeUnit.MINUTES.sleep(10);
		}
	}

	@DoGet("rows")
	Stream<Number> rows() {
		return numbers();
	}

	@DoGet("endless")
	Stream<Number> endless() {
		return LongStream.iterate(0, (value) -> value + 1).mapToObj(Number::new);
	}

	private static Stream<Number> numbers() {
		return LongStream.range(0, 3).mapToObj(Number::new);
	}

	/**
	 * The watcher of the calls, and a decorator of their tasks that fails in one way.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Parts {

		@Bean
		Ends ends() {
			return new Ends();
		}

		@Bean
		FlightTaskDecorator threads(Ends ends) {
			return new FlightTaskDecorator((task) -> {
				ends.failIn("decorate");
				return ends.failing.equals("no task") ? null : () -> {
					ends.failIn("before");
					if (!ends.failing.equals("drop")) {
						task.run();
					}
					ends.failIn("after");
				};
			});
		}

	}

	/**
	 * The ends of the calls, and their refusals.
	 */
	static class Ends implements FlightCallWatcher {

		final List<FlightStatusCode> statuses = new CopyOnWriteArrayList<>();

		final List<String> refused = new CopyOnWriteArrayList<>();

		volatile String failing = "";

		void failIn(String step) {
			if (step.equals(this.failing)) {
				throw new AssertionError("Broken: " + step);
			}
		}

		void forget() {
			this.failing = "";
			this.statuses.clear();
			this.refused.clear();
		}

		@Override
		public CallWatch watch(RunningCall call) {
			if (call.rpc() != FlightRpc.DO_GET) {
				return new CallWatch() {
				};
			}
			failIn("watch");
			return new CallWatch() {

				@Override
				public Scope open() {
					failIn("open");
					return () -> failIn("close");
				}

				@Override
				public void routed() {
					failIn("routed");
				}

				@Override
				public void firstBatch() {
					failIn("firstBatch");
				}

				@Override
				public void refused(String reason) {
					Ends.this.refused.add(reason);
				}

				@Override
				public void ended(FlightStatusCode status, @Nullable Throwable failure) {
					Ends.this.statuses.add(status);
					failIn("ended");
				}

			};
		}

	}

}
