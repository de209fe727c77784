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
 * Rejects messages of clients, and prepares their text for being sent back.
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
	 * Return text of a client in a form that is safe to send back. It is short enough for
	 * a status and contains no characters that can forge lines in a log.
	 * @param value the value from the client
	 * @return the beginning of the value
	 */
	public static String shown(@Nullable Object value) {
		return shown(value, QUOTED);
	}

	/**
	 * Return text that may come from a client in a form that is safe to send back or to
	 * log.
	 * @param value the value
	 * @param limit the maximum number of characters
	 * @return the beginning of the value, on one line
	 */
	public static String shown(@Nullable Object value, int limit) {
		return ShownText.of(value, limit);
	}

	/**
	 * Return whether a character is not printable, such as a line feed.
	 * @param codePoint the character
	 * @return whether to replace the character
	 */
	public static boolean isUnprintable(int codePoint) {
		return ShownText.isUnprintable(codePoint);
	}

}
