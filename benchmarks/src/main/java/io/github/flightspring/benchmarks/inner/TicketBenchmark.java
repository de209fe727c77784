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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.signing.SigningKeys;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.Ticket;
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
 * A ticket signed, and a signed one verified.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TicketBenchmark {

	private final TicketCodec codec = new TicketCodec(SigningKeys.random());

	private final FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("departures", "ATL")))
		.withPartition(3, "{\"month\":\"2001-03\"}".getBytes(StandardCharsets.UTF_8))
		.withPrincipal("alice");

	private final byte[] signed = this.codec.encode(this.ticket).getBytes();

	/**
	 * Sign a ticket.
	 * @return the ticket as it is sent
	 */
	@Benchmark
	public Ticket sign() {
		return this.codec.encode(this.ticket);
	}

	/**
	 * Verify a ticket.
	 * @return what it says
	 */
	@Benchmark
	public FlightTicket verify() {
		return this.codec.decode(this.signed);
	}

}
