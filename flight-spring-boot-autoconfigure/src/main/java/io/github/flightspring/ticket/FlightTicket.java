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

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The content of a ticket after decoding: the flight, the part of the flight, the expiry
 * and the caller. By default a ticket is for the whole flight, never expires, and may be
 * used by any caller who holds it.
 *
 * @param id the id for cancellation, 128 bits as 22 characters of URL-safe Base64; all
 * tickets of one {@code FlightInfo} may share it
 * @param flight the flight
 * @param partition the value of the partition as JSON, or {@code null} for the whole
 * flight
 * @param index the position of the partition in its flight, from 0
 * @param expiresAt the instant from which on the ticket is refused, or {@code null} for
 * no expiry
 * @param principal the name of the only caller who may use the ticket, or {@code null}
 * for any caller
 * @param renewal the rule for extending the expiry, or {@code null} if it may not be
 * extended
 * @param purpose the purpose of the ticket
 */
public record FlightTicket(String id, FlightRef flight, byte @Nullable [] partition, int index,
		@Nullable Instant expiresAt, @Nullable String principal, @Nullable Renewal renewal, Purpose purpose) {

	/**
	 * Create a ticket.
	 * @throws IllegalArgumentException if the id has not the form of {@link #newId()}, or
	 * the index is negative
	 */
	public FlightTicket {
		Objects.requireNonNull(flight, "flight");
		TicketIds.toBytes(id);
		if (index < 0) {
			throw new IllegalArgumentException("index " + index + " is negative");
		}
		partition = (partition != null) ? partition.clone() : null;
	}

	/**
	 * Create a ticket for rows of a flight. Its expiry cannot be extended.
	 * @param id the id
	 * @param flight the flight
	 * @param partition the value of the partition, or {@code null} for the whole flight
	 * @param index the position of the partition
	 * @param expiresAt the instant from which on the ticket is refused, or {@code null}
	 * for no expiry
	 * @param principal the name of the only caller who may use it, or {@code null} for
	 * any caller
	 */
	public FlightTicket(String id, FlightRef flight, byte @Nullable [] partition, int index,
			@Nullable Instant expiresAt, @Nullable String principal) {
		this(id, flight, partition, index, expiresAt, principal, null, Purpose.FLIGHT);
	}

	/**
	 * Return a ticket with a new id for a whole flight.
	 * @param flight the flight
	 * @return the ticket
	 */
	public static FlightTicket of(FlightRef flight) {
		return new FlightTicket(newId(), flight, null, 0, null, null);
	}

	/**
	 * Return a new random id.
	 * @return 128 random bits as 22 characters of URL-safe Base64
	 */
	public static String newId() {
		return TicketIds.random();
	}

	/**
	 * Return the id for tickets that an application cancels by a name it has chosen.
	 * @param name the name
	 * @return the id, always the same for the same name
	 */
	public static String idOf(String name) {
		return TicketIds.ofName(name);
	}

	@Override
	public byte @Nullable [] partition() {
		return (this.partition != null) ? this.partition.clone() : null;
	}

	/**
	 * Return a copy of this ticket with another id.
	 * @param id the id, see {@link #newId()}
	 * @return the ticket
	 */
	public FlightTicket withId(String id) {
		return new FlightTicket(id, this.flight, this.partition, this.index, this.expiresAt, this.principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return a copy of this ticket for one partition of the flight.
	 * @param index the position of the partition, from 0
	 * @param partition its value as JSON, or {@code null} for the whole flight
	 * @return the ticket
	 */
	public FlightTicket withPartition(int index, byte @Nullable [] partition) {
		return new FlightTicket(this.id, this.flight, partition, index, this.expiresAt, this.principal, this.renewal,
				this.purpose);
	}

	/**
	 * Return a copy of this ticket with another expiry.
	 * @param expiresAt the instant from which on the ticket is refused, or {@code null}
	 * for no expiry
	 * @return the ticket
	 */
	public FlightTicket withExpiresAt(@Nullable Instant expiresAt) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, expiresAt, this.principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return a copy of this ticket for one caller.
	 * @param principal the caller's name, or {@code null} for any caller
	 * @return the ticket
	 */
	public FlightTicket withPrincipal(@Nullable String principal) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, this.expiresAt, principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return a copy of this ticket with another rule for its renewal.
	 * @param renewal the rule for extending the expiry, or {@code null} if it may not be
	 * extended
	 * @return the ticket
	 */
	public FlightTicket withRenewal(@Nullable Renewal renewal) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, this.expiresAt, this.principal,
				renewal, this.purpose);
	}

	/**
	 * Return a copy of this ticket for another purpose.
	 * @param purpose the purpose
	 * @param index the number that belongs to the purpose, see {@link Purpose}
	 * @return the ticket
	 */
	public FlightTicket withPurpose(Purpose purpose, int index) {
		return new FlightTicket(this.id, this.flight, this.partition, index, this.expiresAt, this.principal,
				this.renewal, purpose);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FlightTicket ticket && this.id.equals(ticket.id) && this.flight.equals(ticket.flight)
				&& Arrays.equals(this.partition, ticket.partition) && this.index == ticket.index
				&& Objects.equals(this.expiresAt, ticket.expiresAt) && Objects.equals(this.principal, ticket.principal)
				&& Objects.equals(this.renewal, ticket.renewal) && this.purpose == ticket.purpose;
	}

	@Override
	public int hashCode() {
		return this.id.hashCode() * 31 + this.index;
	}

	@Override
	public String toString() {
		return "ticket %s for %s%s".formatted(this.id, this.flight,
				(this.partition != null) ? ", partition " + this.index : "");
	}

	/**
	 * The rule for extending the expiry of a ticket.
	 *
	 * @param timeToLive the time from the renewal to the new expiry
	 * @param until the latest expiry
	 */
	public record Renewal(Duration timeToLive, Instant until) {

		/**
		 * Return the expiry after a renewal: the time to live from now, limited to the
		 * latest expiry, and never earlier than before.
		 * @param now the time of the renewal
		 * @param current the current expiry
		 * @return the new expiry
		 */
		public Instant extend(Instant now, Instant current) {
			Instant wanted = now.plus(this.timeToLive);
			Instant capped = wanted.isBefore(this.until) ? wanted : this.until;
			return capped.isBefore(current) ? current : capped;
		}

	}

	/**
	 * The purpose of a ticket.
	 */
	public enum Purpose {

		/**
		 * The rows of a flight, which its handler produces.
		 */
		FLIGHT,

		/**
		 * A finished segment of a query's result. The index is the number of the segment.
		 */
		SEGMENT,

		/**
		 * The state of a query. Such a ticket is not for DoGet: it is the descriptor of
		 * the next poll. The index is the version of the state that the client has seen.
		 */
		POLL

	}

}
