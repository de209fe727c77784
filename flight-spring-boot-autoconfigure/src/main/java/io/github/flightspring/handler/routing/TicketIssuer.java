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

package io.github.flightspring.handler.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.Partition;
import io.github.flightspring.handler.mapping.FlightPaths;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The factory of the {@code FlightInfo} of a {@link Flight}. The info has one endpoint
 * with one signed ticket per partition, bound to the caller.
 */
public final class TicketIssuer {

	private final TicketCodec codec;

	private final MessageBodies bodies;

	private final Clock clock;

	private final @Nullable Duration timeToLive;

	private final Duration maxLifetime;

	private volatile boolean expiring;

	private final List<Location> locations;

	/**
	 * Create an issuer.
	 * @param codec the codec that signs the tickets
	 * @param bodies the writer of partition values
	 * @param clock the clock of the server
	 * @param timeToLive the time to live of flights that have none of their own, or
	 * {@code null} for no expiry
	 * @param maxLifetime the time, counted from its issue, up to which a ticket may be
	 * renewed
	 * @param locations the locations of flights that have none of their own
	 */
	public TicketIssuer(TicketCodec codec, MessageBodies bodies, Clock clock, @Nullable Duration timeToLive,
			Duration maxLifetime, List<Location> locations) {
		this.codec = codec;
		this.bodies = bodies;
		this.clock = clock;
		this.timeToLive = timeToLive;
		this.maxLifetime = maxLifetime;
		this.expiring = timeToLive != null;
		this.locations = List.copyOf(locations);
	}

	/**
	 * The clock of the server.
	 * @return the clock
	 */
	public Clock clock() {
		return this.clock;
	}

	/**
	 * Whether tickets expire, as far as known: by the default time to live, or because a
	 * ticket with an expiry was already issued.
	 */
	public boolean isExpiring() {
		return this.expiring;
	}

	/**
	 * Encode and sign a ticket.
	 * @param ticket the ticket
	 * @return the ticket in the form that clients get
	 */
	public Ticket encode(FlightTicket ticket) {
		return this.codec.encode(ticket);
	}

	/**
	 * Create the info of a complete flight.
	 * @param declared the time to live that the flight's mapping declares, or
	 * {@code null}
	 */
	public FlightInfo issue(Flight flight, FlightDescriptor descriptor, FlightCall call, @Nullable Duration declared) {
		return issue(flight, flight.endpoints(), descriptor, call, declared);
	}

	/**
	 * Create the info of a flight that is not complete yet.
	 */
	public FlightInfo issueRunning(Flight flight, FlightDescriptor descriptor, FlightCall call,
			@Nullable Duration declared) {
		return issue(flight, flight.partitions(), descriptor, call, declared);
	}

	private FlightInfo issue(Flight flight, List<Partition> parts, FlightDescriptor descriptor, FlightCall call,
			@Nullable Duration declared) {
		FlightTicket ticket = FlightTicket.of(reference(descriptor)).withPrincipal(FlightTickets.principal(call));
		if (flight.id() != null) {
			ticket = ticket.withId(FlightTicket.idOf(flight.id()));
		}
		Instant now = this.clock.instant();
		Instant expiry = expiry(flight, declared, now);
		FlightInfo.Builder info = FlightInfo
			.builder(flight.schema(), descriptor, endpoints(flight, parts, ticket, expiry, now))
			.setRecords(flight.totalRecords())
			.setBytes(flight.totalBytes())
			.setOrdered(flight.isOrdered());
		if (flight.appMetadata() != null) {
			info.setAppMetadata(flight.appMetadata());
		}
		else if (flight.metadata() != null) {
			info.setAppMetadata(this.bodies.write(flight.metadata()));
		}
		return info.build();
	}

	private List<FlightEndpoint> endpoints(Flight flight, List<Partition> parts, FlightTicket ticket,
			@Nullable Instant expiry, Instant now) {
		FlightEndpoint[] endpoints = new FlightEndpoint[parts.size()];
		for (int i = 0; i < endpoints.length; i++) {
			Partition part = parts.get(i);
			Object value = part.value();
			Instant expiresAt = (part.expiresAt() != null) ? part.expiresAt() : expiry;
			FlightTicket own = (value != null) ? ticket.withPartition(i, this.bodies.write(value)) : ticket;
			List<Location> locations = part.locations().isEmpty() ? flight.locations() : part.locations();
			endpoints[i] = endpoint(expiring(own, expiresAt, now), locations(locations), part.appMetadata());
		}
		return List.of(endpoints);
	}

	private FlightTicket expiring(FlightTicket ticket, @Nullable Instant expiresAt, Instant now) {
		if (expiresAt == null) {
			return ticket;
		}
		this.expiring = true;
		Instant last = now.plus(this.maxLifetime);
		return ticket.withExpiresAt(expiresAt)
			.withRenewal(new FlightTicket.Renewal(Duration.between(now, expiresAt).abs(),
					last.isBefore(expiresAt) ? expiresAt : last));
	}

	/**
	 * Create an endpoint with the locations of flights that have none of their own.
	 */
	public FlightEndpoint endpoint(FlightTicket ticket) {
		return endpoint(ticket, this.locations, null);
	}

	private FlightEndpoint endpoint(FlightTicket ticket, List<Location> locations, byte @Nullable [] appMetadata) {
		FlightEndpoint.Builder endpoint = FlightEndpoint.builder(this.codec.encode(ticket),
				locations.toArray(Location[]::new));
		if (ticket.expiresAt() != null) {
			endpoint.setExpirationTime(ticket.expiresAt());
		}
		if (appMetadata != null) {
			endpoint.setAppMetadata(appMetadata);
		}
		return endpoint.build();
	}

	private List<Location> locations(List<Location> own) {
		return own.isEmpty() ? this.locations : own;
	}

	private @Nullable Instant expiry(Flight flight, @Nullable Duration declared, Instant now) {
		Duration timeToLive = (declared != null) ? declared : this.timeToLive;
		timeToLive = (flight.expiresAfter() != null) ? flight.expiresAfter() : timeToLive;
		return (timeToLive != null) ? now.plus(timeToLive) : null;
	}

	/**
	 * The reference of a flight, as it is stored in tickets.
	 * @param descriptor the descriptor of the flight
	 * @return the reference
	 */
	public static FlightRef reference(FlightDescriptor descriptor) {
		return descriptor.isCommand() ? FlightRef.command(descriptor.getCommand())
				: FlightRef.path(FlightPaths.normalize(descriptor.getPath()));
	}

}
