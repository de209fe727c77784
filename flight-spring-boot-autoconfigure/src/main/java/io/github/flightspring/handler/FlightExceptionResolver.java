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

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of exceptions to the status that a client gets. Beans of this type are
 * asked in their order, after
 * {@link io.github.flightspring.annotation.FlightExceptionHandler} methods and before the
 * starter's own rules.
 */
@FunctionalInterface
public interface FlightExceptionResolver {

	/**
	 * Return the status for an exception.
	 * @param exception the exception that was thrown
	 * @param call the call that the exception ends
	 * @return the status, or {@code null} if this resolver does not know the exception
	 */
	@Nullable CallStatus resolve(Throwable exception, FlightCall call);

}
