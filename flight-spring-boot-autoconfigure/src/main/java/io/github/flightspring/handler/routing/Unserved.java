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

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of calls that no handler serves, or that only hidden handlers serve. A
 * path is data, so an unknown path is NOT_FOUND. A type of command or action is part of
 * the protocol between client and server, so an unknown type is UNIMPLEMENTED. Clients
 * learn from UNIMPLEMENTED that a server does not support it.
 */
public final class Unserved {

	private Unserved() {
	}

	static FlightRuntimeException path(String description) {
		return CallStatus.NOT_FOUND.withDescription(description).toRuntimeException();
	}

	/**
	 * Create the refusal of a command or action whose type no handler serves.
	 * @param description the description
	 * @return the refusal, with {@code UNIMPLEMENTED}
	 */
	public static FlightRuntimeException type(String description) {
		return CallStatus.UNIMPLEMENTED.withDescription(description).withCause(new Reason()).toRuntimeException();
	}

	/**
	 * Whether a call has failed because no handler serves the type of its command or
	 * action.
	 * @param failure the cause of the call's status, or {@code null}
	 * @return {@code true} if this is the reason
	 */
	public static boolean isType(@Nullable Throwable failure) {
		return failure instanceof Reason;
	}

	/**
	 * The marker of the reason. It is the cause of the failure, because
	 * {@link FlightRuntimeException} cannot be extended.
	 */
	private static final class Reason extends RuntimeException {

		Reason() {
			super("Nothing serves the type", null, false, false);
		}

	}

}
