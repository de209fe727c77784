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

package io.github.flightspring.handler.error;

import org.apache.arrow.flight.FlightStatusCode;

/**
 * The Flight status of an HTTP status.
 */
public final class HttpCodes {

	private HttpCodes() {
	}

	/**
	 * Convert an HTTP status of an error.
	 * @param status the HTTP status, from 400 on
	 * @return the Flight status
	 */
	public static FlightStatusCode code(int status) {
		return switch (status) {
			case 401 -> FlightStatusCode.UNAUTHENTICATED;
			case 403, 451 -> FlightStatusCode.UNAUTHORIZED;
			case 404, 410 -> FlightStatusCode.NOT_FOUND;
			case 405, 415, 501 -> FlightStatusCode.UNIMPLEMENTED;
			case 408, 504 -> FlightStatusCode.TIMED_OUT;
			case 409 -> FlightStatusCode.ALREADY_EXISTS;
			case 413, 429, 507 -> FlightStatusCode.RESOURCE_EXHAUSTED;
			case 423, 425, 502, 503 -> FlightStatusCode.UNAVAILABLE;
			case 499 -> FlightStatusCode.CANCELLED;
			default -> (status < 500) ? FlightStatusCode.INVALID_ARGUMENT : FlightStatusCode.INTERNAL;
		};
	}

}
