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
 * The queries of a server, as used by its RPCs. The returned futures complete on a thread
 * that must not block. They are cancelled with the call.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#downloading-data-by-running-a-heavy-query">Arrow
 * Flight, Downloading Data by Running a Heavy Query</a>
 */
public interface FlightQueries {

	/**
	 * Whether a descriptor comes from the answer to a poll and is not that of a flight.
	 * @param descriptor the descriptor
	 * @return {@code true} if it comes from a poll
	 */
	static boolean isPolled(FlightDescriptor descriptor) {
		return descriptor.isCommand() && TicketCodec.isSigned(descriptor.getCommand());
	}

	/**
	 * Create the queries of a server that has none. Each query is refused with
	 * {@code UNIMPLEMENTED}.
	 * @return the queries
	 */
	static FlightQueries none() {
		return new NoQueries();
	}

	/**
	 * Start a query and return the info of its whole result.
	 * @param call the call
	 * @param route the flight
	 * @return the info, completed when the query has ended
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<FlightInfo> describe(FlightCall call, FlightRoute route) throws Exception;

	/**
	 * Return the info of the whole result of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor from the answer to a poll
	 * @return the info, completed when the query has ended
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<FlightInfo> describePolled(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Return the schema of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor from the answer to a poll
	 * @return the schema, completed when it is known
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<Schema> schemaOfPolled(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Start a query and return the info of its result so far.
	 * @param call the call
	 * @param route the flight
	 * @return the info so far
	 * @throws Exception if the query is refused
	 */
	PollInfo poll(FlightCall call, FlightRoute route) throws Exception;

	/**
	 * Return the info of the result so far of a query that was started before.
	 * @param call the call
	 * @param polled the descriptor from the answer to the last poll
	 * @return the info so far, completed when there is something new
	 * @throws Exception if the query is refused
	 */
	CompletableFuture<PollInfo> pollAgain(FlightCall call, FlightDescriptor polled) throws Exception;

	/**
	 * Start a query, wait for its end and send the whole result. A resumed download of
	 * the same flight gets the result of which the caller has a part, as long as this
	 * result is kept and unambiguous.
	 * @param call the call
	 * @param route the flight
	 * @param output the sink of the rows
	 * @throws Exception if the query is refused or fails
	 */
	void download(FlightCall call, FlightRoute route, FlightOutput output) throws Exception;

	/**
	 * Send one segment of a result.
	 * @param call the call
	 * @param ticket the ticket of the segment
	 * @param output the sink of the rows
	 * @throws Exception if the query is refused or its result is gone
	 */
	void downloadSegment(FlightCall call, FlightTicket ticket, FlightSink output) throws Exception;

	/**
	 * Cancel a query.
	 * @param ticket a ticket or descriptor of the query
	 * @return the outcome
	 * @throws InterruptedException if the thread is interrupted
	 */
	CancelStatus cancel(FlightTicket ticket) throws InterruptedException;

	/**
	 * Refuse a ticket of a query that no longer exists.
	 * @param ticket the ticket
	 */
	void checkKnown(FlightTicket ticket);

	/**
	 * Extend the expiry of a query's result.
	 * @param ticket a ticket of the query
	 * @param wanted the requested expiry, or {@code null} for that of the query
	 * @return the new expiry
	 */
	Instant renew(FlightTicket ticket, @Nullable Instant wanted);

}
