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

/**
 * Thrown when a type of rows cannot be mapped to Arrow. The message names the property,
 * the reason and the correction. Thrown when the type is compiled, before any row is read
 * or written.
 */
public class UnmappableRecordException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Class<?> recordType;

	private final String path;

	/**
	 * Create the exception.
	 * @param recordType the type of rows
	 * @param path the path of the property, such as {@code Departure.times[].zone}
	 * @param problem the problem and its correction
	 */
	public UnmappableRecordException(Class<?> recordType, String path, String problem) {
		super("Cannot map '" + path + "' to Arrow: " + problem);
		this.recordType = recordType;
		this.path = path;
	}

	/**
	 * Return the outermost type of rows that cannot be mapped.
	 * @return the type
	 */
	public Class<?> recordType() {
		return this.recordType;
	}

	/**
	 * Return the path of the property in the type. It starts with the simple name of
	 * {@link #recordType}. {@code []} stands for the elements of a list,
	 * <code>{key}</code> and {@code {}} for the keys and values of a map.
	 * @return the path, such as {@code Departure.times[].zone}
	 */
	public String path() {
		return this.path;
	}

}
