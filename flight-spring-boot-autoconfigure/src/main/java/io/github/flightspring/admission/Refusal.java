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

package io.github.flightspring.admission;

import java.time.Duration;

import io.github.flightspring.call.RunningCall;
import io.github.flightspring.handler.error.RetryDetails;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The reasons for which a call is refused. A limit of the whole server is UNAVAILABLE,
 * because another instance may have room. A limit of the caller or the flight is
 * RESOURCE_EXHAUSTED.
 */
enum Refusal {

	/**
	 * The server shuts down.
	 */
	SHUTDOWN(CallStatus.UNAVAILABLE),

	/**
	 * The Arrow memory in use is above the threshold.
	 */
	MEMORY(CallStatus.UNAVAILABLE),

	/**
	 * There are too many calls.
	 */
	CALLS(CallStatus.UNAVAILABLE),

	/**
	 * The caller has too many calls.
	 */
	PRINCIPAL(CallStatus.RESOURCE_EXHAUSTED),

	/**
	 * The caller starts too many calls.
	 */
	RATE(CallStatus.RESOURCE_EXHAUSTED),

	/**
	 * The flight has too many calls.
	 */
	FLIGHT(CallStatus.RESOURCE_EXHAUSTED);

	private final CallStatus status;

	Refusal(CallStatus status) {
		this.status = status;
	}

	/**
	 * Refuse a call, and notify its watches.
	 * @param call the call
	 * @param retryAfter the time after which the client may try again
	 * @param description the message for the client
	 * @return the exception that ends the call
	 */
	FlightRuntimeException of(RunningCall call, Duration retryAfter, String description) {
		TrackedCall.refused(call, name());
		return RetryDetails.add(this.status.withDescription(description), retryAfter).toRuntimeException();
	}

}
