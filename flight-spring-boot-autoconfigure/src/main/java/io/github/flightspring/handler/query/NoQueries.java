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

package io.github.flightspring.handler.query;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.routing.FlightOutput;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.ticket.FlightTicket;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a server that has none.
 */
final class NoQueries implements FlightQueries {

	private static FlightRuntimeException refusal() {
		return CallStatus.UNIMPLEMENTED.withDescription("This server runs no queries").toRuntimeException();
	}

	@Override
	public CompletableFuture<FlightInfo> describe(FlightCall call, FlightRoute route) {
		throw refusal();
	}

	@Override
	public CompletableFuture<FlightInfo> describePolled(FlightCall call, FlightDescriptor polled) {
		throw refusal();
	}

	@Override
	public CompletableFuture<Schema> schemaOfPolled(FlightCall call, FlightDescriptor polled) {
		throw refusal();
	}

	@Override
	public PollInfo poll(FlightCall call, FlightRoute route) {
		throw refusal();
	}

	@Override
	public CompletableFuture<PollInfo> pollAgain(FlightCall call, FlightDescriptor polled) {
		throw refusal();
	}

	@Override
	public void download(FlightCall call, FlightRoute route, FlightOutput output) {
		throw refusal();
	}

	@Override
	public void downloadSegment(FlightCall call, FlightTicket ticket, FlightSink output) {
		throw refusal();
	}

	@Override
	public CancelStatus cancel(FlightTicket ticket) {
		throw refusal();
	}

	@Override
	public void checkKnown(FlightTicket ticket) {
		throw refusal();
	}

	@Override
	public Instant renew(FlightTicket ticket, @Nullable Instant wanted) {
		throw refusal();
	}

}
