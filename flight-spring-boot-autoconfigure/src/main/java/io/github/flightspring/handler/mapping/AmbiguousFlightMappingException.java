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
 * The exception for two handler methods that would serve the same calls. The application
 * does not start.
 */
public final class AmbiguousFlightMappingException extends RuntimeException {

	private final String mapping;

	private final String first;

	private final String second;

	/**
	 * Create an exception.
	 * @param mapping the mapping that both methods have
	 * @param first the first method
	 * @param second the second method
	 */
	public AmbiguousFlightMappingException(String mapping, String first, String second) {
		super("%s is served by %s and by %s".formatted(mapping, first, second));
		this.mapping = mapping;
		this.first = first;
		this.second = second;
	}

	/**
	 * The mapping that both methods have.
	 * @return the RPC and the target in words
	 */
	public String mapping() {
		return this.mapping;
	}

	/**
	 * The first method.
	 * @return the class, method and parameter types
	 */
	public String first() {
		return this.first;
	}

	/**
	 * The second method.
	 * @return the class, method and parameter types
	 */
	public String second() {
		return this.second;
	}

}
