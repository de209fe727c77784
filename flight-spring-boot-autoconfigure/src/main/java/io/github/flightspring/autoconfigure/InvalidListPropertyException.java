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

package io.github.flightspring.autoconfigure;

/**
 * A property that is a list is written as something else, which binding would ignore.
 */
public final class InvalidListPropertyException extends RuntimeException {

	private final String property;

	private final String list;

	InvalidListPropertyException(String property, String list) {
		super("'%s' is no element of the list '%s'".formatted(property, list));
		this.property = property;
		this.list = list;
	}

	/**
	 * The property that is no element of the list.
	 * @return the full name of the property
	 */
	public String property() {
		return this.property;
	}

	/**
	 * The property that is a list.
	 * @return its full name
	 */
	public String list() {
		return this.list;
	}

}
