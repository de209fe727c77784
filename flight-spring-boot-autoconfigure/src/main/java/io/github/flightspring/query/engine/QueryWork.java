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
 * The work of a query.
 */
public interface QueryWork {

	/**
	 * Run the query. The thread may block; it is interrupted when the query is cancelled.
	 * @param query the query
	 * @param output the writer of the rows
	 * @throws Exception if the query fails
	 */
	void run(Query query, SpoolWriter output) throws Exception;

	/**
	 * Return the flight of the query, as its mapping names it.
	 * @return the name of the flight; the number of such names does not depend on clients
	 */
	default String flight() {
		return "unknown";
	}

	/**
	 * Translate an exception that {@link #run} has thrown. Called once. All clients get
	 * the same status.
	 * @param failure the exception
	 * @return the status
	 */
	CallStatus translate(Throwable failure);

}
