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
import org.apache.arrow.flight.FlightRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failure of a query whose result cannot be written. The client gets a general
 * message; the location and the cause are logged.
 */
final class SpoolFailure {

	private static final Logger logger = LoggerFactory.getLogger(SpoolFailure.class);

	private SpoolFailure() {
	}

	static FlightRuntimeException writing(Object location, Exception cause) {
		logger.error("The result of a query cannot be written to {}: is the disk full?", location, cause);
		return CallStatus.RESOURCE_EXHAUSTED.withDescription("The server cannot store the result of the query")
			.withCause(cause)
			.toRuntimeException();
	}

}
