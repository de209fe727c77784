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
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a server, as its RPCs see them. What is given for later completes on a
 * thread that must not block, and ends with the call.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#downloading-data-by-running-a-heavy-query">Arrow
 * Flight, Downloading Data by Running a Heavy Query</a>
 */
public interface FlightQueries {

	/**
	 * Whether a descriptor is one that a poll has answered with, rather than a flight's.
	 * @param descriptor the descriptor
	 * @return whether it is
	 */
	static boolean isPolled(FlightDescriptor descriptor) {
		return descriptor.isCommand() && TicketCodec.isSigned(descriptor.getCommand());
	}

	/**
	 * The queries of a server that has none: each is refused with {@code UNIMPLEMENTED}.
	 * @return no queries
	 */
	static FlightQueries none() {
		return new NoQueries();
	}

	/**
	 * Start a query, and describe its whole result.
	 * @param call the call
	 * @param route the flight
	 * @return the info, when the query has ended
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<FlightInfo> describe(FlightCall call, FlightRoute route) throws Exception;

	/**
	 * Describe the whole result of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor that a poll has answered with
	 * @return the info, when the query has ended
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<FlightInfo> describePolled(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Tell the schema of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor that a poll has answered with
	 * @return the schema, when it is known
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<Schema> schemaOfPolled(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Start a query, and describe its result so far.
	 * @param call the call
	 * @param route the flight
	 * @return the info so far
	 * @throws Exception if the query is refused
	 */
	PollInfo poll(FlightCall call, FlightRoute route) throws Exception;

	/**
	 * Describe the result so far of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor that the last poll has answered with
	 * @return the info so far, when there is something new
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<PollInfo> pollAgain(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Start a query, wait for its end and send the whole result. A caller that goes on
	 * with a download of the same flight gets the result of which it has a part, as long
	 * as that is there and certain.
	 * @param call the call
	 * @param route the flight
	 * @param output takes the rows
	 * @throws Exception if the query is refused or fails
	 */
	void download(FlightCall call, FlightRoute route, FlightOutput output) throws Exception;

	/**
	 * Send one segment of a result.
	 * @param call the call
	 * @param ticket the ticket of the segment
	 * @param output takes the rows
	 * @throws Exception if the query is refused or its result is gone
	 */
	void downloadSegment(FlightCall call, FlightTicket ticket, FlightSink output) throws Exception;

	/**
	 * Cancel a query.
	 * @param ticket a ticket or descriptor of the query
	 * @return what has become of the query
	 * @throws InterruptedException if the thread is interrupted
	 */
	CancelStatus cancel(FlightTicket ticket) throws InterruptedException;

	/**
	 * Refuse a ticket of a query that is not there any more.
	 * @param ticket the ticket
	 */
	void checkKnown(FlightTicket ticket);

	/**
	 * Keep the result of a query for longer.
	 * @param ticket a ticket of the query
	 * @param wanted the wanted expiry, or {@code null} for that of the query
	 * @return the expiry
	 */
	Instant renew(FlightTicket ticket, @Nullable Instant wanted);

}
