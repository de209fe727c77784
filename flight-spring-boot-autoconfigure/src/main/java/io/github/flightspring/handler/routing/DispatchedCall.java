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

package io.github.flightspring.handler.routing;

import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * A call as its transport sees it: it learns which handler serves it.
 */
public interface DispatchedCall extends FlightCall {

	/**
	 * The handlers that have served the call.
	 * @return the handlers
	 */
	CallHandlers handlers();

	/**
	 * End the call from outside: its client is told at once, its handler is interrupted.
	 * @param status what the client is told
	 */
	void cancel(CallStatus status);

	/**
	 * What is known about the call.
	 * @return the running call, or {@code null} if nobody watches it
	 */
	default @Nullable TrackedCall running() {
		return null;
	}

	/**
	 * Limit the call to the times of its flight.
	 * @param times the times
	 */
	default void limit(FlightAdmission.FlightTimes times) {
	}

	/**
	 * Say what a call is for, to those who watch it.
	 * @param call the call
	 * @param flight the flight, see {@link TrackedCall#flight()}
	 */
	static void routed(FlightCall call, String flight) {
		TrackedCall running = (call instanceof DispatchedCall dispatched) ? dispatched.running() : null;
		if (running != null) {
			FlightAdmission.FlightTimes times = running.routed(flight);
			if (times != null) {
				((DispatchedCall) call).limit(times);
			}
		}
	}

}
