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
 * A call from its first byte to its end, as a {@link FlightCallWatcher} and a
 * {@link FlightAdmission} see it. It may be read on any thread.
 */
public interface RunningCall {

	/**
	 * The flight name of a call for which no flight was found.
	 */
	String UNKNOWN_FLIGHT = "unknown";

	/**
	 * The flight name of a call that is for no flight, such as ListFlights.
	 */
	String NO_FLIGHT = "none";

	/**
	 * Return the id of the call, which is unique within this instance.
	 * @return the id
	 */
	String id();

	/**
	 * Return the RPC.
	 * @return the RPC
	 */
	FlightRpc rpc();

	/**
	 * Return the name of the transport.
	 * @return {@code grpc} or {@code http}
	 */
	String transport();

	/**
	 * Return the headers that the client sent. They may contain secrets.
	 * @return the request's headers
	 */
	CallHeaders headers();

	/**
	 * Return the time at which the call came.
	 * @return the instant
	 */
	Instant startedAt();

	/**
	 * Return the time since the call came.
	 * @return the time
	 */
	Duration age();

	/**
	 * Return the flight of the call as its mapping declares it: the pattern of a path,
	 * such as {@code departures/{origin}}, or {@code command:}, {@code action:} or {@code
	 * ticket:} and the name. It is never the text that the client sent, so the number of
	 * different values is bounded.
	 * @return the flight, {@link #UNKNOWN_FLIGHT} or {@link #NO_FLIGHT}
	 */
	String flight();

	/**
	 * Return the address that the call came from.
	 * @return the address, or {@code null} as long as it is unknown
	 */
	@Nullable SocketAddress peer();

	/**
	 * Return the caller.
	 * @return the principal, or {@code null} for an anonymous caller and as long as the
	 * caller is unknown
	 */
	@Nullable Principal principal();

	/**
	 * Return the traffic from the client.
	 * @return the traffic
	 */
	CallTraffic received();

	/**
	 * Return the traffic to the client.
	 * @return the traffic
	 */
	CallTraffic sent();

	/**
	 * Return whether the call has been admitted and no longer waits for a place.
	 * @return whether it has
	 */
	boolean isAdmitted();

	/**
	 * Return whether the call has ended.
	 * @return whether it has
	 */
	boolean hasEnded();

	/**
	 * Start work for the call on the current thread. Log records on this thread then
	 * carry the call's trace.
	 * @return the scope, to be closed on the same thread
	 */
	CallWatch.Scope open();

}
