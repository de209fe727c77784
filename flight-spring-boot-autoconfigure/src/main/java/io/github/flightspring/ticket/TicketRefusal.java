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
 * Why a ticket is refused. What is thrown is flight-core's {@link FlightRuntimeException}
 * with the {@link #status() status} of the reason; the reason itself, for a meter or a
 * log, is found with {@link #of(Throwable)} and does not go to the client.
 */
public enum TicketRefusal {

	/**
	 * Not a ticket of this starter at all. INVALID_ARGUMENT.
	 */
	MALFORMED(CallStatus.INVALID_ARGUMENT),

	/**
	 * Altered, cut short, or signed with an unknown key. INVALID_ARGUMENT.
	 */
	FORGED(CallStatus.INVALID_ARGUMENT),

	/**
	 * Used too late. NOT_FOUND: "the requested resource (action, data stream) was not
	 * found", and asking for it anew helps.
	 */
	EXPIRED(CallStatus.NOT_FOUND),

	/**
	 * Issued to another caller. UNAUTHORIZED, or UNAUTHENTICATED for a caller who has not
	 * said who he is.
	 */
	OTHER_PRINCIPAL(CallStatus.UNAUTHORIZED),

	/**
	 * Cancelled before. CANCELLED: of the two codes that the Flight format allows after
	 * CANCEL_STATUS_CANCELLED ("may return CANCELLED or a NOT_FOUND error") the one that
	 * cannot be taken for an expiry.
	 */
	CANCELLED(CallStatus.CANCELLED);

	private final CallStatus status;

	TicketRefusal(CallStatus status) {
		this.status = status;
	}

	/**
	 * Return the status of a call with such a ticket, without a description.
	 * @return the status
	 */
	public CallStatus status() {
		return this.status;
	}

	/**
	 * Find the reason in an exception that the refusal of a ticket has thrown.
	 * @param thrown any exception
	 * @return the reason, or {@code null} when it was not the refusal of a ticket
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
	 * Rides as the cause, because {@link FlightRuntimeException} cannot be extended.
	 */
	private static final class Reason extends RuntimeException {

		private final TicketRefusal refusal;

		Reason(TicketRefusal refusal) {
			super("Ticket refused: " + refusal, null, false, false);
			this.refusal = refusal;
		}

	}

}
