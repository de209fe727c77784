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

/**
 * Knows which tickets have been cancelled.
 */
@FunctionalInterface
public interface TicketRevocations {

	/**
	 * Return whether the tickets of the given id have been cancelled. Asked for every
	 * ticket that is otherwise good.
	 * @param id the id of the ticket
	 * @return whether to refuse it
	 */
	boolean isRevoked(String id);

	/**
	 * Return revocations that know of no cancelled ticket.
	 * @return the revocations
	 */
	static TicketRevocations none() {
		return (id) -> false;
	}

}
