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

package io.github.flightspring.handler;

import java.time.Instant;

import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * How far a flight is: what a {@link io.github.flightspring.annotation.PollFlightInfo
 * PollFlightInfo} method returns. The starter makes the {@code PollInfo} of it, with
 * signed tickets for the endpoints of the {@link Flight}.
 * <p>
 * By default nothing is said of the progress of a running flight and of its expiry, and a
 * client polls again with the descriptor that it has polled with.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#downloading-data-by-running-a-heavy-query">Arrow
 * Flight, Downloading Data by Running a Heavy Query</a>
 */
public final class FlightPoll {

	private final Flight flight;

	private final boolean running;

	private @Nullable FlightDescriptor next;

	private @Nullable Double progress;

	private @Nullable Instant expiresAt;

	private FlightPoll(Flight flight, boolean running) {
		this.flight = flight;
		this.running = running;
		this.progress = running ? null : 1.0;
	}

	/**
	 * Say that a flight is not complete yet.
	 * @param flight the flight as far as it is: its partitions are what can be downloaded
	 * already, none if there is nothing yet
	 * @return the answer
	 */
	public static FlightPoll running(Flight flight) {
		return new FlightPoll(flight, true);
	}

	/**
	 * Say that a flight is complete.
	 * @param flight the whole flight; one without partitions has one endpoint
	 * @return the answer, whose progress is 1
	 */
	public static FlightPoll complete(Flight flight) {
		return new FlightPoll(flight, false);
	}

	/**
	 * Set how far the flight is.
	 * @param progress from 0 to 1, or {@code null} if that is not known
	 * @return this answer
	 * @throws IllegalArgumentException if it is not from 0 to 1
	 */
	public FlightPoll progress(@Nullable Double progress) {
		if (progress != null && !(progress >= 0 && progress <= 1)) {
			throw new IllegalArgumentException("The progress " + progress + " is not from 0 to 1");
		}
		this.progress = progress;
		return this;
	}

	/**
	 * Set what a client polls with next.
	 * @param descriptor the descriptor, by default the one that was polled with
	 * @return this answer
	 * @throws IllegalStateException if the flight is complete: nothing is polled next
	 */
	public FlightPoll next(FlightDescriptor descriptor) {
		if (!this.running) {
			throw new IllegalStateException("The flight is complete. A client polls for one that is running");
		}
		this.next = descriptor;
		return this;
	}

	/**
	 * Set until when a client may poll again.
	 * @param expiresAt the instant
	 * @return this answer
	 */
	public FlightPoll expiresAt(Instant expiresAt) {
		this.expiresAt = expiresAt;
		return this;
	}

	/**
	 * The flight.
	 * @return the flight as far as it is
	 */
	public Flight flight() {
		return this.flight;
	}

	/**
	 * Whether the flight is not complete.
	 * @return whether a client is to poll again
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * What a client polls with next.
	 * @return the descriptor, or {@code null} for the one that was polled with
	 */
	public @Nullable FlightDescriptor next() {
		return this.next;
	}

	/**
	 * How far the flight is.
	 * @return from 0 to 1, or {@code null} if that is not known
	 */
	public @Nullable Double progress() {
		return this.progress;
	}

	/**
	 * Until when a client may poll again.
	 * @return the instant, or {@code null} if nothing is said
	 */
	public @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

}
