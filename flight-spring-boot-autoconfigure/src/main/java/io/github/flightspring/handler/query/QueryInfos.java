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

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.query.engine.QuerySnapshot;
import io.github.flightspring.query.engine.Segment;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.FlightTicket.Purpose;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The state of a query as sent to clients. A segment has the same ticket in every answer.
 * The ticket itself does not expire, but its query does.
 */
final class QueryInfos {

	private final TicketIssuer issuer;

	QueryInfos(TicketIssuer issuer) {
		this.issuer = issuer;
	}

	/**
	 * The state with the descriptor of the next poll.
	 */
	PollInfo poll(QuerySnapshot state, FlightTicket ticket, @Nullable Schema declared) {
		return new PollInfo(info(state, ticket, declared), descriptor(ticket, state.version()), progress(state),
				state.expiresAt());
	}

	/**
	 * The state at the end. It has no expiration time, because that is the expiry of the
	 * descriptor of the next poll, and there is no further poll.
	 */
	PollInfo end(QuerySnapshot state, FlightTicket ticket) {
		return new PollInfo(info(state, ticket), null, progress(state), null);
	}

	private static @Nullable Double progress(QuerySnapshot state) {
		return state.done() ? Double.valueOf(1) : state.progress();
	}

	FlightInfo info(QuerySnapshot state, FlightTicket ticket) {
		return info(state, ticket, null);
	}

	private FlightInfo info(QuerySnapshot state, FlightTicket ticket, @Nullable Schema declared) {
		List<FlightEndpoint> endpoints = new ArrayList<>();
		long rows = 0;
		long bytes = 0;
		for (Segment segment : state.segments()) {
			endpoints.add(endpoint(ticket.withPurpose(Purpose.SEGMENT, endpoints.size()), state));
			rows += segment.rows();
			bytes += segment.bytes();
		}
		Schema schema = (state.schema() != null) ? state.schema() : declared;
		// without endpoints, the metadata identifies the query to CancelFlightInfo
		return new FlightInfo(schema, ticket.flight().toDescriptor(), endpoints, state.done() ? bytes : -1,
				state.done() ? rows : -1, true, IpcOption.DEFAULT, descriptor(ticket, 0).getCommand());
	}

	private FlightEndpoint endpoint(FlightTicket ticket, QuerySnapshot state) {
		FlightEndpoint local = this.issuer.endpoint(ticket);
		return FlightEndpoint.builder(local.getTicket(), local.getLocations().toArray(Location[]::new))
			.setExpirationTime(state.expiresAt())
			.build();
	}

	private FlightDescriptor descriptor(FlightTicket ticket, int version) {
		return FlightDescriptor.command(this.issuer.encode(ticket.withPurpose(Purpose.POLL, version)).getBytes());
	}

}
