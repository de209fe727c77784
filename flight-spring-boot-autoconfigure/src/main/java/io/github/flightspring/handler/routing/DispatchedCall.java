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
 * A call as its transport sees it. It records which handlers serve it.
 */
public interface DispatchedCall extends FlightCall {

	/**
	 * The handlers that serve the call.
	 * @return the handlers
	 */
	CallHandlers handlers();

	/**
	 * End the call from outside. The client gets the status at once, and the handler is
	 * interrupted.
	 * @param status the status that the client gets
	 */
	void cancel(CallStatus status);

	/**
	 * The tracked state of the call.
	 * @return the running call, or {@code null} if the call is not tracked
	 */
	default @Nullable TrackedCall running() {
		return null;
	}

	/**
	 * Apply the time limits of the call's flight.
	 * @param times the time limits
	 */
	default void limit(FlightAdmission.FlightTimes times) {
	}

	/**
	 * Tell the watchers of a call which flight it is for.
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
