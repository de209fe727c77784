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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import io.github.flightspring.ticket.TicketRefusal;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoResult;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.impl.Flight;

/**
 * The action CancelFlightInfo, which cancels the flight of a FlightInfo. The tickets in
 * the info identify the flight, regardless of the other fields that the client has set.
 */
final class CancelFlightInfoAction extends DecidedAction {

	private final FlightTickets tickets;

	private final FlightQueries queries;

	private final HandlerAccess handlerAccess;

	CancelFlightInfoAction(FlightRouter router, FlightInvoker invoker, FlightTickets tickets, FlightQueries queries,
			HandlerAccess handlerAccess, BooleanSupplier listed) {
		super(FlightConstants.CANCEL_FLIGHT_INFO, FlightRpc.CANCEL_FLIGHT_INFO, router, invoker, listed);
		this.tickets = tickets;
		this.queries = queries;
		this.handlerAccess = handlerAccess;
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) throws Exception {
		Flight.FlightInfo info = MessageBodies.readMessage(action.getBody(), Flight.CancelFlightInfoRequest.class)
			.getInfo();
		CancelStatus status = cancel(call, info);
		results.accept(new CancelFlightInfoResult(status).serialize().array());
	}

	private CancelStatus cancel(FlightCall call, Flight.FlightInfo info) throws Exception {
		List<FlightTicket> own = ownTickets(call, info);
		FlightDescriptor descriptor = own.isEmpty() ? ExactMessages.descriptor(info.getFlightDescriptor())
				: own.get(0).flight().toDescriptor();
		permit(call, descriptor, !own.isEmpty());
		for (FlightTicket ticket : own) {
			this.handlerAccess.check(call, ticket);
		}
		CancelStatus decided = (CancelStatus) decide(call, descriptor, FlightInfo.class, ExactMessages.info(info),
				CancelStatus.CANCELLED);
		if (own.isEmpty() && decided == null) {
			return withoutTickets(descriptor);
		}
		if (decided == CancelStatus.NOT_CANCELLABLE) {
			return decided;
		}
		List<CancelStatus> statuses = new ArrayList<>();
		for (FlightTicket ticket : own) {
			statuses.add(cancel(ticket));
		}
		if (statuses.contains(CancelStatus.CANCELLING)) {
			return CancelStatus.CANCELLING;
		}
		boolean nothing = decided == null && !statuses.contains(CancelStatus.CANCELLED);
		return nothing ? CancelStatus.NOT_CANCELLABLE : Objects.requireNonNullElse(decided, CancelStatus.CANCELLED);
	}

	/**
	 * Check the right to cancel a flight. An info without ticket may have any descriptor.
	 * The error is the same for an unknown flight and for one that is hidden from the
	 * caller.
	 */
	private void permit(FlightCall call, FlightDescriptor descriptor, boolean known) {
		if (known) {
			permit(call, descriptor);
		}
		else if (router().isSensible(descriptor) && !router().isThere(call, descriptor, FlightRpc.CANCEL_FLIGHT_INFO)) {
			throw unknown();
		}
	}

	private CancelStatus cancel(FlightTicket ticket) throws InterruptedException {
		if (ticket.purpose() == FlightTicket.Purpose.FLIGHT) {
			this.tickets.revoke(ticket);
			return CancelStatus.CANCELLED;
		}
		CancelStatus status = this.queries.cancel(ticket);
		if (status != CancelStatus.NOT_CANCELLABLE) {
			this.tickets.end(ticket);
		}
		return status;
	}

	/**
	 * The status for an info without a ticket of this server: its flight has tickets that
	 * this server did not create, or is unknown.
	 */
	private CancelStatus withoutTickets(FlightDescriptor descriptor) {
		if (router().findOrNull(descriptor, FlightRpc.DO_GET, FlightRpc.GET_FLIGHT_INFO) != null) {
			return CancelStatus.NOT_CANCELLABLE;
		}
		throw unknown();
	}

	private static FlightRuntimeException unknown() {
		return CallStatus.NOT_FOUND.withDescription("The info is not known: it has no ticket of this server")
			.toRuntimeException();
	}

	/**
	 * The verified tickets of the info, one per id. All of them are for the same flight.
	 */
	private List<FlightTicket> ownTickets(FlightCall call, Flight.FlightInfo info) {
		Map<String, FlightTicket> byId = new LinkedHashMap<>();
		FlightRuntimeException refused = null;
		for (ByteString bytes : candidates(info)) {
			byte[] ticket = bytes.toByteArray();
			if (TicketCodec.isSigned(ticket)) {
				try {
					FlightTicket content = this.tickets.identify(ticket, call);
					byId.merge(content.id(), content, CancelFlightInfoAction::longerLived);
				}
				catch (FlightRuntimeException ex) {
					if (TicketRefusal.of(ex) == TicketRefusal.OTHER_PRINCIPAL) {
						throw ex;
					}
					refused = ex;
				}
			}
		}
		if (refused != null && byId.isEmpty()) {
			throw (TicketRefusal.of(refused) == TicketRefusal.EXPIRED) ? refused
					: CallStatus.NOT_FOUND.withDescription("The info is not known: its tickets are not of this server")
						.toRuntimeException();
		}
		List<FlightTicket> own = new ArrayList<>(byId.values());
		if (own.stream().map(FlightTicket::flight).distinct().count() > 1) {
			throw CallStatus.INVALID_ARGUMENT.withDescription("The info has tickets of several flights")
				.toRuntimeException();
		}
		return own;
	}

	private static FlightTicket longerLived(FlightTicket one, FlightTicket other) {
		if (one.expiresAt() == null || other.expiresAt() == null) {
			return (one.expiresAt() == null) ? one : other;
		}
		return one.expiresAt().isAfter(other.expiresAt()) ? one : other;
	}

	private static List<ByteString> candidates(Flight.FlightInfo info) {
		List<ByteString> candidates = new ArrayList<>();
		info.getEndpointList().forEach((endpoint) -> candidates.add(endpoint.getTicket().getTicket()));
		// the info of a query without endpoints has the query's ticket in other fields
		candidates.add(info.getAppMetadata());
		candidates.add(info.getFlightDescriptor().getCmd());
		return candidates;
	}

}
