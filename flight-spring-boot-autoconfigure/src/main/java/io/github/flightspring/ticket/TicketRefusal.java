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

package io.github.flightspring.ticket;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The reason for refusing a ticket. A refusal throws a {@link FlightRuntimeException}
 * with the {@link #status() status} of the reason. The reason is available from
 * {@link #of(Throwable)}, for a meter or a log. It is not sent to the client.
 */
public enum TicketRefusal {

	/**
	 * The bytes are not a ticket of this starter. INVALID_ARGUMENT.
	 */
	MALFORMED(CallStatus.INVALID_ARGUMENT),

	/**
	 * The ticket is altered, cut short, or signed with an unknown key. INVALID_ARGUMENT.
	 */
	FORGED(CallStatus.INVALID_ARGUMENT),

	/**
	 * The ticket has expired. NOT_FOUND: "the requested resource (action, data stream)
	 * was not found". The client can request a new one.
	 */
	EXPIRED(CallStatus.NOT_FOUND),

	/**
	 * The ticket was issued to another caller. UNAUTHORIZED, or UNAUTHENTICATED for an
	 * anonymous caller.
	 */
	OTHER_PRINCIPAL(CallStatus.UNAUTHORIZED),

	/**
	 * The ticket was cancelled. CANCELLED: after CANCEL_STATUS_CANCELLED the Flight
	 * format allows two codes ("may return CANCELLED or a NOT_FOUND error"). This one
	 * cannot be confused with an expiry.
	 */
	CANCELLED(CallStatus.CANCELLED);

	private final CallStatus status;

	TicketRefusal(CallStatus status) {
		this.status = status;
	}

	/**
	 * Return the status of a call with a ticket refused for this reason, without a
	 * description.
	 * @return the status
	 */
	public CallStatus status() {
		return this.status;
	}

	/**
	 * Return the reason for an exception that the refusal of a ticket has thrown.
	 * @param thrown any exception
	 * @return the reason, or {@code null} if the exception is not the refusal of a ticket
	 */
	public static @Nullable TicketRefusal of(Throwable thrown) {
		return (thrown.getCause() instanceof Reason reason) ? reason.refusal : null;
	}

	FlightRuntimeException toException(String description) {
		return toException(this.status, description);
	}

	FlightRuntimeException toException(CallStatus status, String description) {
		return status.withDescription(description).withCause(new Reason(this)).toRuntimeException();
	}

	/**
	 * The cause that carries the reason, because {@link FlightRuntimeException} cannot be
	 * extended.
	 */
	private static final class Reason extends RuntimeException {

		private final TicketRefusal refusal;

		Reason(TicketRefusal refusal) {
			super("Ticket refused: " + refusal, null, false, false);
			this.refusal = refusal;
		}

	}

}
