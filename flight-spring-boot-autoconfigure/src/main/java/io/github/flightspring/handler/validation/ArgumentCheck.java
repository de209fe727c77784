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

package io.github.flightspring.handler.validation;

import org.jspecify.annotations.Nullable;

/**
 * The validation of the arguments of one handler method.
 */
@FunctionalInterface
public interface ArgumentCheck {

	/**
	 * The check of a method that requests none.
	 */
	ArgumentCheck NONE = (target, arguments) -> {
	};

	/**
	 * Validate the arguments of a call.
	 * @param target the object that the method is called on
	 * @param arguments the arguments
	 * @throws RuntimeException if they are not valid. A
	 * {@link io.github.flightspring.handler.FlightExceptionResolver} translates the
	 * exception to INVALID_ARGUMENT that names the field
	 */
	void check(Object target, @Nullable Object[] arguments);

}
