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

package io.github.flightspring.autoconfigure.http;

import java.util.function.Function;

import io.github.flightspring.handler.FlightCaller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The function that finds the caller of a request, on the container's thread. It has its
 * own type so that it is not confused with a function of the application.
 *
 * @param callers the function from request to caller
 */
record HttpCallers(Function<HttpServletRequest, FlightCaller> callers) {

	/**
	 * Create the function that takes the user of the request, as the container has
	 * authenticated it.
	 * @return the callers
	 */
	static HttpCallers ofContainer() {
		return new HttpCallers((request) -> new ServletCaller(request.getUserPrincipal()));
	}

}
