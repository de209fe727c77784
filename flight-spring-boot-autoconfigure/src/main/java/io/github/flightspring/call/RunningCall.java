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

package io.github.flightspring.call;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

import io.github.flightspring.annotation.FlightRpc;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A call from its first byte to its end, as those see it who watch or admit it. It may be
 * read on any thread.
 */
public interface RunningCall {

	/**
	 * The flight of a call for which none was found.
	 */
	String UNKNOWN_FLIGHT = "unknown";

	/**
	 * The flight of a call that is for none, such as ListFlights.
	 */
	String NO_FLIGHT = "none";

	/**
	 * The id of the call among those of this instance.
	 * @return the id
	 */
	String id();

	/**
	 * The RPC.
	 * @return the RPC
	 */
	FlightRpc rpc();

	/**
	 * The name of the transport.
	 * @return {@code grpc} or {@code http}
	 */
	String transport();

	/**
	 * The headers that the client sent. They may have secrets.
	 * @return the request's headers
	 */
	CallHeaders headers();

	/**
	 * The time at which the call came.
	 * @return the instant
	 */
	Instant startedAt();

	/**
	 * The time since the call came.
	 * @return the time
	 */
	Duration age();

	/**
	 * The flight that the call is for, as its mapping has it and never as the client
	 * wrote it, so that there are only so many: the pattern of a path, such as
	 * {@code departures/{origin}}, or {@code command:}, {@code action:} or
	 * {@code ticket:} and the name.
	 * @return the flight, {@link #UNKNOWN_FLIGHT} or {@link #NO_FLIGHT}
	 */
	String flight();

	/**
	 * The address that the call came from.
	 * @return the address, or {@code null} as long as it is unknown
	 */
	@Nullable SocketAddress peer();

	/**
	 * The caller.
	 * @return the principal, or {@code null} for an anonymous caller or one that is not
	 * known yet
	 */
	@Nullable Principal principal();

	/**
	 * The traffic from the client.
	 * @return the traffic
	 */
	CallTraffic received();

	/**
	 * The traffic to the client.
	 * @return the traffic
	 */
	CallTraffic sent();

	/**
	 * Whether the call has been admitted, and does not wait for a place any more.
	 * @return whether it has
	 */
	boolean isAdmitted();

	/**
	 * Whether the call has ended.
	 * @return whether it has
	 */
	boolean hasEnded();

	/**
	 * Work for the call on the current thread: what is logged there carries the call's
	 * trace.
	 * @return the scope, to be closed on the same thread
	 */
	CallWatch.Scope open();

}
