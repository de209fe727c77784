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

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Describes errors in JSON to a client: the path of the field and the expected value, as
 * in {@code legs[2].miles: 'far' is not a whole number}. Jackson's own messages are not
 * used, because they name Java classes and settings of the server.
 */
public final class JsonFailures {

	private static final int KNOWN_NAMES = 20;

	private static final int PATH_LENGTH = 200;

	private JsonFailures() {
	}

	/**
	 * Return the status for a failure to read JSON of a client.
	 * @param failure the failure
	 * @return the status INVALID_ARGUMENT with a description, or the status that
	 * application code, such as the constructor of a record, has thrown. The failure is
	 * the cause, which is not sent to the client.
	 */
	public static CallStatus toStatus(JacksonException failure) {
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof FlightRuntimeException thrown) {
				return thrown.status();
			}
		}
		String path = path(failure.getPath());
		String problem = problem(failure);
		return CallStatus.INVALID_ARGUMENT.withDescription(path.isEmpty() ? problem : path + ": " + problem)
			.withCause(failure);
	}

	private static String path(List<JacksonException.Reference> references) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : references) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(Math.max(reference.getIndex(), 0)).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(InvalidMessages.shown(reference.getPropertyName()));
			}
		}
		return InvalidMessages.shown(path, PATH_LENGTH);
	}

	private static String problem(JacksonException failure) {
		if (failure instanceof StreamConstraintsException) {
			return "exceeds a limit on the depth of JSON or on the length of its numbers, names and texts";
		}
		if (failure instanceof InputCoercionException coercion) {
			return "is out of range or not " + JsonTerms.expected(coercion.getTargetType());
		}
		if (failure instanceof StreamReadException) {
			return malformed(failure);
		}
		if (failure instanceof PropertyBindingException unknown) {
			return unknown(unknown);
		}
		if (failure instanceof InvalidNullException) {
			return "must not be null";
		}
		if (failure instanceof InvalidTypeIdException type) {
			return (type.getTypeId() == null) ? "does not say of which type it is"
					: "'%s' is not a known type".formatted(InvalidMessages.shown(type.getTypeId()));
		}
		if (failure instanceof InvalidFormatException format && format.getTargetType() == byte[].class) {
			// Jackson provides only a part of the text
			return "is not " + JsonTerms.expected(byte[].class);
		}
		if (failure instanceof InvalidFormatException format) {
			return "'%s' is not %s".formatted(InvalidMessages.shown(format.getValue()),
					JsonTerms.expected(format.getTargetType()));
		}
		if (failure instanceof MismatchedInputException mismatch) {
			return mismatch(mismatch);
		}
		return "is not a valid value";
	}

	private static String malformed(JacksonException failure) {
		// only the message distinguishes a duplicate from other malformed input
		boolean duplicate = failure.getOriginalMessage().startsWith("Duplicate");
		TokenStreamLocation location = failure.getLocation();
		return (duplicate ? "a field is given twice" : "malformed JSON")
				+ ((location != null && location.getLineNr() > 0)
						? " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()) : "");
	}

	/**
	 * Return the status for several unknown fields.
	 */
	static CallStatus unknown(PropertyBindingException failure, Collection<String> names) {
		String shown = names.stream().limit(KNOWN_NAMES).map(InvalidMessages::shown).collect(Collectors.joining(", "));
		return CallStatus.INVALID_ARGUMENT
			.withDescription(
					InvalidMessages.shown(shown, PATH_LENGTH) + ": " + unknown(failure).replaceFirst("field", "fields"))
			.withCause(failure);
	}

	private static String unknown(PropertyBindingException unknown) {
		if (unknown.getKnownPropertyIds() == null || unknown.getKnownPropertyIds().isEmpty()) {
			return "unknown field, there are none";
		}
		return "unknown field, known are " + unknown.getKnownPropertyIds()
			.stream()
			.limit(KNOWN_NAMES)
			.map(String::valueOf)
			.collect(Collectors.joining(", "));
	}

	private static String mismatch(MismatchedInputException mismatch) {
		JsonToken token = mismatch.getCurrentToken();
		if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
			return "data follows the end of the JSON value";
		}
		if (token == JsonToken.END_OBJECT && !mismatch.getPath().isEmpty()) {
			return "is missing";
		}
		if (token == JsonToken.VALUE_NULL) {
			return "must not be null";
		}
		return "expected %s, found %s".formatted(JsonTerms.expected(mismatch.getTargetType()), JsonTerms.found(token));
	}

}
