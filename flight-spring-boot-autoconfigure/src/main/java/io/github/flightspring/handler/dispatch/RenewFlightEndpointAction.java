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

package io.github.flightspring.handler.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.jspecify.annotations.Nullable;

/**
 * The action RenewFlightEndpoint, which extends the expiry of an endpoint. The client
 * gets a ticket with the new expiry. The client's old ticket is valid until the new
 * expiry, too.
 */
final class RenewFlightEndpointAction extends DecidedAction {

	private final FlightTickets tickets;

	private final TicketIssuer issuer;

	private final FlightQueries queries;

	private final HandlerAccess handlerAccess;

	private final Clock clock;

	RenewFlightEndpointAction(FlightRouter router, FlightInvoker invoker, FlightTickets tickets, TicketIssuer issuer,
			FlightQueries queries, HandlerAccess handlerAccess, BooleanSupplier listed) {
		super(FlightConstants.RENEW_FLIGHT_ENDPOINT, FlightRpc.RENEW_FLIGHT_ENDPOINT, router, invoker, listed);
		this.tickets = tickets;
		this.issuer = issuer;
		this.queries = queries;
		this.handlerAccess = handlerAccess;
		this.clock = issuer.clock();
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) throws Exception {
		Flight.FlightEndpoint endpoint = MessageBodies
			.readMessage(action.getBody(), Flight.RenewFlightEndpointRequest.class)
			.getEndpoint();
		byte[] ticket = endpoint.getTicket().getTicket().toByteArray();
		if (TicketCodec.isSigned(ticket)) {
			results.accept(renew(call, endpoint, this.tickets.verify(ticket, call)).toByteArray());
			return;
		}
		results.accept(foreign(call, endpoint).serialize().array());
	}

	private Flight.FlightEndpoint renew(FlightCall call, Flight.FlightEndpoint endpoint, FlightTicket ticket)
			throws Exception {
		FlightDescriptor flight = ticket.flight().toDescriptor();
		permit(call, flight);
		this.handlerAccess.check(call, ticket);
		if (ticket.purpose() != FlightTicket.Purpose.FLIGHT) {
			if (ticket.purpose() == FlightTicket.Purpose.POLL) {
				throw CallStatus.INVALID_ARGUMENT
					.withDescription("The ticket of the endpoint is a descriptor for PollFlightInfo")
					.toRuntimeException();
			}
			this.queries.checkKnown(ticket);
			return answer(endpoint, null, this.queries.renew(ticket, instant(decide(call, endpoint, flight))));
		}
		Instant current = ticket.expiresAt();
		FlightTicket.Renewal renewal = ticket.renewal();
		if (current == null || renewal == null) {
			throw CallStatus.INVALID_ARGUMENT.withDescription("The endpoint does not expire").toRuntimeException();
		}
		Instant wanted = instant(decide(call, endpoint, flight));
		Instant expiresAt = (wanted != null) ? capped(wanted, renewal.until())
				: renewal.extend(this.clock.instant(), current);
		FlightTicket renewed = ticket.withExpiresAt(expiresAt);
		this.tickets.renew(renewed, expiresAt);
		return answer(endpoint, this.issuer.encode(renewed), expiresAt);
	}

	private static Instant capped(Instant wanted, Instant until) {
		return wanted.isAfter(until) ? until : wanted;
	}

	private static Flight.FlightEndpoint answer(Flight.FlightEndpoint endpoint, @Nullable Ticket ticket,
			Instant expiresAt) {
		Flight.FlightEndpoint.Builder answer = endpoint.toBuilder()
			.setExpirationTime(
					Timestamp.newBuilder().setSeconds(expiresAt.getEpochSecond()).setNanos(expiresAt.getNano()));
		if (ticket != null) {
			answer.setTicket(Flight.Ticket.newBuilder().setTicket(ByteString.copyFrom(ticket.getBytes())));
		}
		return answer.build();
	}

	private @Nullable Instant instant(@Nullable Object decided) {
		if (decided instanceof Duration duration) {
			return this.clock.instant().plus(duration);
		}
		if (decided instanceof FlightEndpoint endpoint) {
			return endpoint.getExpirationTime().orElse(null);
		}
		return (Instant) decided;
	}

	private @Nullable Object decide(FlightCall call, Flight.FlightEndpoint endpoint, FlightDescriptor flight)
			throws Exception {
		return decide(call, flight, FlightEndpoint.class, ExactMessages.endpoint(endpoint), null);
	}

	/**
	 * Renew an endpoint whose ticket this server did not create. Such a ticket identifies
	 * a flight only if it is the flight's path.
	 */
	private FlightEndpoint foreign(FlightCall call, Flight.FlightEndpoint endpoint) throws Exception {
		byte[] ticket = endpoint.getTicket().getTicket().toByteArray();
		FlightDescriptor descriptor = FlightRouter.pathTicket(ticket);
		boolean there = router().isSensible(descriptor)
				&& router().isThere(call, descriptor, FlightRpc.RENEW_FLIGHT_ENDPOINT);
		Object answer = there ? decide(call, endpoint, descriptor) : null;
		if (answer instanceof FlightEndpoint renewed) {
			return renewed;
		}
		throw CallStatus.INVALID_ARGUMENT
			.withDescription("The endpoint has no ticket of this server: send an unchanged endpoint of a FlightInfo")
			.toRuntimeException();
	}

}
