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

import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Watches one call. What it throws is logged and harms nobody. A method that moves rows
 * is not here: who wants numbers reads {@link RunningCall#sent()} and
 * {@link RunningCall#received()}, so that a batch costs the same whoever looks.
 */
public interface CallWatch {

	/**
	 * It is known what flight the call is for. Called at most once.
	 */
	default void routed() {
	}

	/**
	 * The first batch is on its way to the client. Called at most once.
	 */
	default void firstBatch() {
	}

	/**
	 * The call was refused for a limit of the server's, before or instead of its work.
	 * @param reason which limit, one of a few words
	 */
	default void refused(String reason) {
	}

	/**
	 * The ticket of the call was refused.
	 * @param reason why, one of a few words
	 */
	default void ticketRefused(String reason) {
	}

	/**
	 * The call's handler did not give back all of its memory.
	 * @param bytes what is missing
	 */
	default void leaked(long bytes) {
	}

	/**
	 * The call's work starts on the current thread, until the scope is closed on it.
	 * @return to be closed in the reverse order of opening
	 */
	default Scope open() {
		return () -> {
		};
	}

	/**
	 * The call has ended. Called once, before its client can know; a client that has left
	 * does not wait for it.
	 * @param status how it ended
	 * @param failure what it failed with, or {@code null}
	 */
	default void ended(FlightStatusCode status, @Nullable Throwable failure) {
	}

	/**
	 * A stretch of a call's work on one thread.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
