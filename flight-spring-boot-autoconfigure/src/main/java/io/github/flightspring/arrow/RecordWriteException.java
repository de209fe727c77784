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

package io.github.flightspring.arrow;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a row cannot be written: a property that must not be null is null, its
 * value does not fit the Arrow type, or its getter threw an exception. The error is in
 * the application that created the row, not in its peer.
 */
public class RecordWriteException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String path;

	/**
	 * Create the exception.
	 * @param path the path of the property, such as {@code Departure.times[].zone}
	 * @param problem the problem
	 * @param cause the cause, or {@code null}
	 */
	public RecordWriteException(String path, String problem, @Nullable Throwable cause) {
		super("'" + path + "': " + problem, cause);
		this.path = path;
	}

	/**
	 * Return the path of the property with the error.
	 * @return the path, such as {@code Departure.times[].zone}
	 */
	public String path() {
		return this.path;
	}

}
