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

package io.github.flightspring.handler.error;

import java.nio.charset.StandardCharsets;

import org.apache.arrow.flight.CallStatus;

/**
 * The length limit of status descriptions. A description is sent in a header. Many
 * clients accept headers of at most 8 KiB. A byte that is not ASCII takes three bytes in
 * a header.
 */
public final class StatusDescriptions {

	private static final int MAX_LENGTH = 4096;

	private StatusDescriptions() {
	}

	/**
	 * Truncate a description that is too long.
	 * @param status a status
	 * @return the status with a description of at most 4096 bytes in encoded form
	 */
	static CallStatus fit(CallStatus status) {
		String description = status.description();
		String fitting = (description != null) ? fit(description) : null;
		return (fitting != null && !fitting.equals(description)) ? status.withDescription(fitting) : status;
	}

	/**
	 * Truncate a description that is too long.
	 * @param description a description
	 * @return the description, cut to at most 4096 bytes in encoded form
	 */
	public static String fit(String description) {
		if (description.length() <= MAX_LENGTH / 9) {
			return description;
		}
		int length = 0;
		int end = 0;
		while (end < description.length()) {
			int codePoint = description.codePointAt(end);
			length += encodedLength(codePoint);
			if (length > MAX_LENGTH) {
				return description.substring(0, end) + "...";
			}
			end += Character.charCount(codePoint);
		}
		return description;
	}

	private static int encodedLength(int codePoint) {
		if (codePoint >= ' ' && codePoint < '~' && codePoint != '%') {
			return 1;
		}
		return 3 * Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
	}

}
