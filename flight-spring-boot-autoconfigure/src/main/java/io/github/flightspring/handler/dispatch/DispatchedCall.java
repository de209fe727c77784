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

package io.github.flightspring.handler.dispatch;

import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.CallStatus;

/**
 * A call as its transport sees it: it learns which handler serves it.
 */
public interface DispatchedCall extends FlightCall {

	/**
	 * The handler was found. Called once before it is invoked, and again when the RPC
	 * goes on to another.
	 * @param handler the handler
	 */
	void dispatched(FlightHandlerMethod handler);

	/**
	 * End the call from outside: its client is told at once, its handler is interrupted.
	 * @param status what the client is told
	 */
	void cancel(CallStatus status);

}
