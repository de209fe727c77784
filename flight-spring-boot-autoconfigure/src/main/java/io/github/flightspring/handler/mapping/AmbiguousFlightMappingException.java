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

package io.github.flightspring.handler.mapping;

/**
 * Two handler methods that would serve the same calls. The application does not start.
 */
public final class AmbiguousFlightMappingException extends RuntimeException {

	private final String mapping;

	private final String first;

	private final String second;

	/**
	 * Create an exception.
	 * @param mapping what both are mapped to
	 * @param first a method
	 * @param second another
	 */
	public AmbiguousFlightMappingException(String mapping, String first, String second) {
		super("%s is served by %s and by %s".formatted(mapping, first, second));
		this.mapping = mapping;
		this.first = first;
		this.second = second;
	}

	/**
	 * What both are mapped to.
	 * @return RPC and target
	 */
	public String mapping() {
		return this.mapping;
	}

	/**
	 * One of the methods.
	 * @return class, method and parameter types
	 */
	public String first() {
		return this.first;
	}

	/**
	 * The other.
	 * @return class, method and parameter types
	 */
	public String second() {
		return this.second;
	}

}
