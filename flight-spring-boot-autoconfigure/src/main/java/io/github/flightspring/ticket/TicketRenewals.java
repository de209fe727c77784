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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The renewed tickets. A renewal extends the ticket that the client already has as well
 * as the one in the response.
 */
@FunctionalInterface
public interface TicketRenewals {

	/**
	 * Return the expiry to which a ticket was renewed. Called for every ticket whose own
	 * expiry has passed.
	 * @param id the id of the ticket
	 * @param index the position of its partition
	 * @return the instant from which on the ticket is refused, or {@code null} if it was
	 * not renewed
	 */
	@Nullable Instant renewedUntil(String id, int index);

	/**
	 * Return an instance without renewed tickets.
	 * @return the renewals
	 */
	static TicketRenewals none() {
		return (id, index) -> null;
	}

}
