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

package io.github.flightspring.query.engine;

import java.time.Instant;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * A query as its operator sees it.
 *
 * @param id the id
 * @param flight the flight, see {@link QueryWork#flight()}
 * @param principal whose it is, or {@code null} for nobody in particular
 * @param state where it stands
 * @param startedAt when it was asked for
 * @param progress how far it is, from 0 to 1, or {@code null} if it does not tell
 * @param segments the segments that can be read
 * @param spooledBytes what it takes on disk
 * @param expiresAt the instant from which it is not known any more
 */
public record QueryStatus(String id, String flight, @Nullable String principal, State state, Instant startedAt,
		@Nullable Double progress, int segments, long spooledBytes, Instant expiresAt) {

	/**
	 * Where a query stands.
	 */
	public enum State {

		/**
		 * It waits to run.
		 */
		WAITING,

		/**
		 * It runs.
		 */
		RUNNING,

		/**
		 * All of its result is there.
		 */
		DONE,

		/**
		 * It failed.
		 */
		FAILED,

		/**
		 * It was cancelled, or ended by a limit.
		 */
		CANCELLED;

		static State of(@Nullable CallStatus failure, boolean cancelled, boolean done, boolean running) {
			if (failure != null) {
				return cancelled ? CANCELLED : FAILED;
			}
			if (done) {
				return DONE;
			}
			return running ? RUNNING : WAITING;
		}

	}

}
