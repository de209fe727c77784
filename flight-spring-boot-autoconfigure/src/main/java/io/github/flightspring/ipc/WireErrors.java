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

package io.github.flightspring.ipc;

import java.util.Arrays;
import java.util.Locale;

import io.github.flightspring.arrow.value.ShownText;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The codec's failures, as statuses for the peer.
 */
final class WireErrors {

	private static final int LONGEST = 200;

	private WireErrors() {
	}

	static FlightRuntimeException invalid(String format, @Nullable Object... arguments) {
		return CallStatus.INVALID_ARGUMENT.withDescription(describe(format, arguments)).toRuntimeException();
	}

	static FlightRuntimeException invalid(Throwable cause, String format, @Nullable Object... arguments) {
		return CallStatus.INVALID_ARGUMENT.withDescription(describe(format, arguments))
			.withCause(cause)
			.toRuntimeException();
	}

	static FlightRuntimeException exhausted(String format, @Nullable Object... arguments) {
		return CallStatus.RESOURCE_EXHAUSTED.withDescription(describe(format, arguments)).toRuntimeException();
	}

	static FlightRuntimeException internal(Throwable cause, String format, @Nullable Object... arguments) {
		return CallStatus.INTERNAL.withDescription(describe(format, arguments)).withCause(cause).toRuntimeException();
	}

	static FlightRuntimeException internal(String format, @Nullable Object... arguments) {
		return CallStatus.INTERNAL.withDescription(describe(format, arguments)).toRuntimeException();
	}

	// names and parameters in messages come from the client
	private static String describe(String format, @Nullable Object... arguments) {
		Object[] shown = Arrays.stream(arguments)
			.map((argument) -> (argument instanceof Number) ? argument : ShownText.of(argument, LONGEST))
			.toArray();
		return "Flight data: " + String.format(Locale.ROOT, format, shown);
	}

}
