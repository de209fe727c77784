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

package io.github.flightspring.handler.running;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The refusal of calls for which no thread is available.
 */
public final class NoThread {

	private NoThread() {
	}

	/**
	 * Refuse a call, and count it.
	 * @param call the call
	 * @param cause the exception that the executor threw
	 * @return the exception that ends the call
	 */
	public static FlightRuntimeException refuse(TrackedCall call, Throwable cause) {
		call.refused("threads");
		return CallStatus.UNAVAILABLE.withDescription("The server has no thread left for the call, or shuts down")
			.withCause(cause)
			.toRuntimeException();
	}

}
