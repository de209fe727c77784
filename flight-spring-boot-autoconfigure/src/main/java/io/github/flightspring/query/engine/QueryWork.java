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

import org.apache.arrow.flight.CallStatus;

/**
 * What a query does.
 */
public interface QueryWork {

	/**
	 * Run the query, on a thread that may block and is interrupted when the query is
	 * cancelled.
	 * @param query the query
	 * @param output takes the rows
	 * @throws Exception if it fails
	 */
	void run(Query query, SpoolWriter output) throws Exception;

	/**
	 * The flight that the query is for, as its mapping has it.
	 * @return the flight, one of a number that no client can raise
	 */
	default String flight() {
		return "unknown";
	}

	/**
	 * Translate what {@link #run} has thrown. Called once; the status is what every
	 * client is told.
	 * @param failure what was thrown
	 * @return the status
	 */
	CallStatus translate(Throwable failure);

}
