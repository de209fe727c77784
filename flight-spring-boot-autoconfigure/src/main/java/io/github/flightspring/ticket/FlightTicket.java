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
 * What a ticket says, once it is decoded: which flight, which part of it, until when and
 * for whom. By default a ticket is for the whole flight, never expires, and may be used
 * by anyone who holds it.
 *
 * @param id the id by which tickets are cancelled, 128 bits as 22 characters of URL-safe
 * Base64; all tickets of one {@code FlightInfo} may share it
 * @param flight the flight
 * @param partition the value of the partition as JSON, or {@code null} for the whole
 * flight
 * @param index the position of the partition in its flight, from 0
 * @param expiresAt the instant from which the ticket is refused, or {@code null} for
 * never
 * @param principal the name of the only caller who may use the ticket, or {@code null}
 * for anyone
 * @param renewal how the expiry may be extended, or {@code null} if it may not
 * @param purpose what the ticket is good for
 */
public record FlightTicket(String id, FlightRef flight, byte @Nullable [] partition, int index,
		@Nullable Instant expiresAt, @Nullable String principal, @Nullable Renewal renewal, Purpose purpose) {

	/**
	 * Create a ticket.
	 * @throws IllegalArgumentException if the id is not one of {@link #newId()}, or the
	 * index is negative
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
	 * Create a ticket for rows of a flight, whose expiry stands.
	 * @param id the id
	 * @param flight the flight
	 * @param partition the value of the partition, or {@code null}
	 * @param index the position of the partition
	 * @param expiresAt when it is refused, or {@code null} for never
	 * @param principal who may use it, or {@code null} for anyone
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
	 * Return the id of tickets that an application cancels by a name of its own.
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
	 * Return this ticket with another id.
	 * @param id the id, see {@link #newId()}
	 * @return the ticket
	 */
	public FlightTicket withId(String id) {
		return new FlightTicket(id, this.flight, this.partition, this.index, this.expiresAt, this.principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return this ticket for one partition of the flight.
	 * @param index the position of the partition, from 0
	 * @param partition its value as JSON, or {@code null} for the whole flight
	 * @return the ticket
	 */
	public FlightTicket withPartition(int index, byte @Nullable [] partition) {
		return new FlightTicket(this.id, this.flight, partition, index, this.expiresAt, this.principal, this.renewal,
				this.purpose);
	}

	/**
	 * Return this ticket with another expiry.
	 * @param expiresAt the instant from which the ticket is refused, or {@code null} for
	 * never
	 * @return the ticket
	 */
	public FlightTicket withExpiresAt(@Nullable Instant expiresAt) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, expiresAt, this.principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return this ticket for one caller.
	 * @param principal the caller's name, or {@code null} for anyone
	 * @return the ticket
	 */
	public FlightTicket withPrincipal(@Nullable String principal) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, this.expiresAt, principal,
				this.renewal, this.purpose);
	}

	/**
	 * Return this ticket with another rule for its renewal.
	 * @param renewal how the expiry may be extended, or {@code null} if it may not
	 * @return the ticket
	 */
	public FlightTicket withRenewal(@Nullable Renewal renewal) {
		return new FlightTicket(this.id, this.flight, this.partition, this.index, this.expiresAt, this.principal,
				renewal, this.purpose);
	}

	/**
	 * Return this ticket for another purpose.
	 * @param purpose what it is good for
	 * @param index the number that goes with the purpose
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
	 * How the expiry of a ticket may be extended.
	 *
	 * @param timeToLive the time from the renewal to the new expiry
	 * @param until the instant that no renewal goes beyond
	 */
	public record Renewal(Duration timeToLive, Instant until) {

		/**
		 * Return the expiry of a ticket that is renewed: the time to live from now, but
		 * not beyond the last instant, and never earlier than it was.
		 * @param now the time of the renewal
		 * @param current the expiry so far
		 * @return the new expiry
		 */
		public Instant extend(Instant now, Instant current) {
			Instant wanted = now.plus(this.timeToLive);
			Instant capped = wanted.isBefore(this.until) ? wanted : this.until;
			return capped.isBefore(current) ? current : capped;
		}

	}

	/**
	 * What a ticket is good for.
	 */
	public enum Purpose {

		/**
		 * The rows of a flight, which its handler makes.
		 */
		FLIGHT,

		/**
		 * A finished part of a query's result, its index the number of the part.
		 */
		SEGMENT,

		/**
		 * The state of a query. Not a ticket for DoGet but the descriptor of the next
		 * poll, its index the version of the state that the client has seen.
		 */
		POLL

	}

}
