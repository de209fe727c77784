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
 * The progress of a flight, returned by
 * {@link io.github.flightspring.annotation.PollFlightInfo PollFlightInfo} methods. The
 * starter creates the {@code PollInfo} from it, with signed tickets for the endpoints of
 * the {@link Flight}.
 * <p>
 * By default the progress and the expiry of a running flight are not set. By default a
 * client polls again with the same descriptor.
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
	 * Create the answer for a flight that is not complete yet.
	 * @param flight the flight so far. Its partitions can be downloaded already. It has
	 * no partitions if there is no data yet
	 * @return the answer
	 */
	public static FlightPoll running(Flight flight) {
		return new FlightPoll(flight, true);
	}

	/**
	 * Create the answer for a flight that is complete.
	 * @param flight the whole flight. A flight without partitions has one endpoint
	 * @return the answer, whose progress is 1
	 */
	public static FlightPoll complete(Flight flight) {
		return new FlightPoll(flight, false);
	}

	/**
	 * Set the progress of the flight.
	 * @param progress the progress from 0 to 1, or {@code null} if unknown
	 * @return this answer
	 * @throws IllegalArgumentException if the progress is not from 0 to 1
	 */
	public FlightPoll progress(@Nullable Double progress) {
		if (progress != null && !(progress >= 0 && progress <= 1)) {
			throw new IllegalArgumentException("The progress " + progress + " is not from 0 to 1");
		}
		this.progress = progress;
		return this;
	}

	/**
	 * Set the descriptor of the client's next poll.
	 * @param descriptor the descriptor, by default the one of this poll
	 * @return this answer
	 * @throws IllegalStateException if the flight is complete, so that there is no next
	 * poll
	 */
	public FlightPoll next(FlightDescriptor descriptor) {
		if (!this.running) {
			throw new IllegalStateException("The flight is complete. A client polls for one that is running");
		}
		this.next = descriptor;
		return this;
	}

	/**
	 * Set the instant until which a client may poll again.
	 * @param expiresAt the instant
	 * @return this answer
	 */
	public FlightPoll expiresAt(Instant expiresAt) {
		this.expiresAt = expiresAt;
		return this;
	}

	/**
	 * The flight.
	 * @return the flight so far
	 */
	public Flight flight() {
		return this.flight;
	}

	/**
	 * Whether the flight is not complete.
	 * @return {@code true} if a client should poll again
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The descriptor of the client's next poll.
	 * @return the descriptor, or {@code null} for the one of this poll
	 */
	public @Nullable FlightDescriptor next() {
		return this.next;
	}

	/**
	 * The progress of the flight.
	 * @return the progress from 0 to 1, or {@code null} if unknown
	 */
	public @Nullable Double progress() {
		return this.progress;
	}

	/**
	 * The instant until which a client may poll again.
	 * @return the instant, or {@code null} if it is not set
	 */
	public @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

}
