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

import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The source of one parameter's value. It is invoked once per call.
 */
@FunctionalInterface
public interface FlightArgument {

	/**
	 * Create the value.
	 * @param invocation the call
	 * @return the argument
	 * @throws Exception if there is no valid value; if the client caused this, a
	 * {@link org.apache.arrow.flight.FlightRuntimeException} with INVALID_ARGUMENT
	 */
	@Nullable Object get(FlightInvocation invocation) throws Exception;

	/**
	 * The schema of the rows that the parameter takes of an upload, if it is known
	 * without a call.
	 * @return the schema in message format, or {@code null}
	 */
	default @Nullable Schema schema() {
		return null;
	}

}
