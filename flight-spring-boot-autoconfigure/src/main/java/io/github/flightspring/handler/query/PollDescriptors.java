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

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketRefusal;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;

/**
 * The descriptors of polls that clients send back. They are signed like tickets. Errors
 * name the descriptor and not a ticket, so that the client finds the cause.
 */
final class PollDescriptors {

	private PollDescriptors() {
	}

	static FlightTicket verify(FlightTickets tickets, FlightDescriptor descriptor, FlightCall call) {
		try {
			return tickets.verify(descriptor.getCommand(), call);
		}
		catch (FlightRuntimeException ex) {
			TicketRefusal refusal = TicketRefusal.of(ex);
			if (refusal == null) {
				throw ex;
			}
			// the cause is the reason, which meters distinguish
			throw ex.status()
				.withDescription("The descriptor of the poll " + reason(refusal, ex.status().code()))
				.withCause(ex.getCause())
				.toRuntimeException();
		}
	}

	private static String reason(TicketRefusal refusal, FlightStatusCode code) {
		return switch (refusal) {
			case MALFORMED, FORGED -> "was altered, or signed with a key that this server does not have: "
					+ "use that of the last PollInfo, unchanged";
			case EXPIRED -> "has expired: poll the flight itself again";
			case OTHER_PRINCIPAL -> (code == FlightStatusCode.UNAUTHENTICATED)
					? "was issued to an authenticated caller: send the credentials of the first poll"
					: "was issued to another caller: poll the flight itself";
			case CANCELLED -> "is of a query that was cancelled: poll the flight itself again";
		};
	}

}
