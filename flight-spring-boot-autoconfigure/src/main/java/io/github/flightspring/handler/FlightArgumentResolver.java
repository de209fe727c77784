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

package io.github.flightspring.handler;

import org.jspecify.annotations.Nullable;

/**
 * The resolver of one kind of handler parameter. A bean of this type adds a kind of the
 * application's own. It is asked before the resolvers of the starter.
 */
@FunctionalInterface
public interface FlightArgumentResolver {

	/**
	 * Decide, once at start-up, how a parameter gets its value.
	 * @param parameter the parameter
	 * @return the source of the value, invoked once per call, or {@code null} if this
	 * resolver does not serve the parameter
	 * @throws IllegalArgumentException if this resolver serves the parameter but its
	 * declaration is invalid. The application then does not start, and the message is
	 * shown, with the advice of an
	 * {@link io.github.flightspring.handler.mapping.InvalidDeclarationException}
	 */
	@Nullable FlightArgument resolve(FlightParameter parameter);

}
