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

package io.github.flightspring.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The decision whether and when a call may start. It is asked for every call over every
 * transport.
 */
public interface FlightAdmission {

	/**
	 * Request a place for a call whose caller is known. Does not block.
	 * @param call the call
	 * @return a future that completes with the place as soon as there is one, or with a
	 * {@link org.apache.arrow.flight.FlightRuntimeException} if the call is refused.
	 * Cancelling the future ends the wait. The admission takes back a place that it gets
	 * after that
	 */
	CompletableFuture<Place> admit(RunningCall call);

	/**
	 * Refuse every call from now on, including waiting calls, because the server shuts
	 * down.
	 */
	void close();

	/**
	 * Create an admission that admits every call at once.
	 * @return an admission without limits
	 */
	static FlightAdmission open() {
		return new FlightAdmission() {

			@Override
			public CompletableFuture<Place> admit(RunningCall call) {
				return CompletableFuture.completedFuture(() -> {
				});
			}

			@Override
			public void close() {
			}

		};
	}

	/**
	 * The place of one call.
	 */
	@FunctionalInterface
	interface Place {

		/**
		 * Release the place for another call. Only the first invocation has an effect.
		 */
		void release();

		/**
		 * Enter the flight of the call as soon as it is known. Called once, on a thread
		 * that may block.
		 * @param flight the flight
		 * @return the times of the flight
		 * @throws InterruptedException if the thread is interrupted while it waits
		 * @throws org.apache.arrow.flight.FlightRuntimeException if the call is refused
		 */
		default FlightTimes enter(String flight) throws InterruptedException {
			return FlightTimes.NONE;
		}

		/**
		 * Count bytes that are about to be sent to the client or have come from it. May
		 * block to keep within a rate.
		 * @param bytes the number of bytes
		 * @throws InterruptedException if the thread is interrupted while it waits
		 */
		default void move(long bytes) throws InterruptedException {
		}

	}

	/**
	 * The time limits of a flight, in place of those of the server.
	 *
	 * @param callTimeout the longest that a call may take, zero for no limit,
	 * {@code null} for that of the server
	 * @param idleTimeout the longest that a client may neither take nor send anything,
	 * zero for no limit, {@code null} for those of the server
	 */
	record FlightTimes(@Nullable Duration callTimeout, @Nullable Duration idleTimeout) {

		/**
		 * The time limits of the server.
		 */
		public static final FlightTimes NONE = new FlightTimes(null, null);

	}

}
