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

package io.github.flightspring.command.message;

import io.github.flightspring.arrow.value.ShownText;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a client has sent, and makes its words fit to be sent back.
 */
public final class InvalidMessages {

	private static final int QUOTED = 64;

	private InvalidMessages() {
	}

	static FlightRuntimeException invalid(String description) {
		return CallStatus.INVALID_ARGUMENT.withDescription(description).toRuntimeException();
	}

	static FlightRuntimeException invalid(String description, Throwable cause) {
		return CallStatus.INVALID_ARGUMENT.withDescription(description).withCause(cause).toRuntimeException();
	}

	/**
	 * What a client has sent, as it may be sent back: of a length that fits into a
	 * status, and without the characters that forge lines in a log.
	 * @param value what the client has sent
	 * @return the beginning of it
	 */
	public static String shown(@Nullable Object value) {
		return shown(value, QUOTED);
	}

	/**
	 * What a client has sent or may have, as it may be sent back or logged.
	 * @param value the value
	 * @param limit the most characters
	 * @return the beginning of it, on one line
	 */
	public static String shown(@Nullable Object value, int limit) {
		return ShownText.of(value, limit);
	}

	/**
	 * Whether a character is none that is shown, such as a line feed.
	 * @param codePoint the character
	 * @return whether it is to be replaced
	 */
	public static boolean isUnprintable(int codePoint) {
		return ShownText.isUnprintable(codePoint);
	}

}
