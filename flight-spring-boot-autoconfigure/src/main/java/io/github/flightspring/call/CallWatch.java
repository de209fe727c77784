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
 * The watch of one call. An exception from a method is logged and does not affect the
 * call. There is no method for rows or batches: read their numbers from
 * {@link RunningCall#sent()} and {@link RunningCall#received()}. A batch then costs the
 * same with and without watches.
 */
public interface CallWatch {

	/**
	 * The flight of the call is known. Called at most once.
	 */
	default void routed() {
	}

	/**
	 * The first batch is on its way to the client. Called at most once.
	 */
	default void firstBatch() {
	}

	/**
	 * The call was refused because of a limit of the server, before its handler ran or
	 * instead of it.
	 * @param reason the name of the limit, from a fixed set
	 */
	default void refused(String reason) {
	}

	/**
	 * The ticket of the call was refused.
	 * @param reason the reason, from a fixed set
	 */
	default void ticketRefused(String reason) {
	}

	/**
	 * The handler of the call did not release all of its memory.
	 * @param bytes the number of bytes that were not released
	 */
	default void leaked(long bytes) {
	}

	/**
	 * Work for the call starts on the current thread. It ends when the scope is closed on
	 * the same thread.
	 * @return the scope; scopes are closed in the reverse order of opening
	 */
	default Scope open() {
		return () -> {
		};
	}

	/**
	 * The call has ended. Called once, before the client learns of the end. If the client
	 * has left, the end of the call does not wait for this method.
	 * @param status the status of the call
	 * @param failure the exception that ended the call, or {@code null}
	 */
	default void ended(FlightStatusCode status, @Nullable Throwable failure) {
	}

	/**
	 * A period of a call's work on one thread.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
