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
 * The status of a query for operators.
 *
 * @param id the id
 * @param flight the flight, see {@link QueryWork#flight()}
 * @param principal the name of the owner, or {@code null} for an anonymous one
 * @param state the state
 * @param startedAt the time of the request
 * @param progress the progress from 0 to 1, or {@code null} if the query does not report
 * it
 * @param segments the number of segments that can be read
 * @param spooledBytes the bytes that the result takes on disk
 * @param expiresAt the expiry, from which on the query is unknown
 */
public record QueryStatus(String id, String flight, @Nullable String principal, State state, Instant startedAt,
		@Nullable Double progress, int segments, long spooledBytes, Instant expiresAt) {

	/**
	 * The state of a query.
	 */
	public enum State {

		/**
		 * The query waits to run.
		 */
		WAITING,

		/**
		 * The query runs.
		 */
		RUNNING,

		/**
		 * The query has ended and its result is complete.
		 */
		DONE,

		/**
		 * The query failed.
		 */
		FAILED,

		/**
		 * The query was cancelled, or ended by a limit.
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
