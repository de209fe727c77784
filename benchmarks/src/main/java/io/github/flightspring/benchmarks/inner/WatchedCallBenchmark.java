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

package io.github.flightspring.benchmarks.inner;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.FlightCallHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of counting a batch, with and without waiting for the client. A batch of 64 KB
 * takes some 64 000 ns at 1 GB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WatchedCallBenchmark {

	private final TrackedCall call = new RunningCalls(List.of(), Clock.systemUTC()).begin(FlightRpc.DO_GET, "grpc",
			new FlightCallHeaders());

	/**
	 * Admit the call.
	 */
	public WatchedCallBenchmark() {
		this.call.admitted(FlightAdmission.open().admit(this.call).join());
		this.call.routed("rows");
	}

	/**
	 * A batch that the client takes at once.
	 */
	@Benchmark
	public void batch() {
		this.call.sent().wire(65_536);
		this.call.sent().message(65_536);
		this.call.pace(65_536);
		this.call.batchSent(1024);
		this.call.sent().waitEnds();
	}

	/**
	 * A batch that waits for the client.
	 */
	@Benchmark
	public void batchThatWaits() {
		this.call.sent().waitStarts();
		batch();
	}

}
