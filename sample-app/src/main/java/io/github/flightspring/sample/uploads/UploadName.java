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

package io.github.flightspring.sample.uploads;

import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.arrow.flight.CallStatus;

import org.springframework.util.StringUtils;

/**
 * The name of an upload: letters, digits, {@code _}, {@code .} and {@code -}, at most 63
 * of them, the first a letter or digit. As in SQL, names that differ in case alone are
 * the same.
 *
 * @param value the name as a client wrote it
 */
record UploadName(String value) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

	UploadName {
		if (!VALID.matcher(value).matches()) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("'" + StringUtils.truncate(value, 63) + "' cannot be the name of an upload, use"
						+ " letters, digits, '_', '.' and '-', at most 63 of them, the first a letter or digit")
				.toRuntimeException();
		}
	}

	/**
	 * The same for all names that are the same.
	 * @return the name in lower case
	 */
	String key() {
		return this.value.toLowerCase(Locale.ROOT);
	}

	/**
	 * The table that holds the rows, quoted for SQL: a valid name has no quotes in it.
	 * @return the identifier
	 */
	String table() {
		return "stored.uploads.\"" + key() + "\"";
	}

}
