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
 * The writer of a return value to the response. It is invoked once per call.
 */
@FunctionalInterface
public interface FlightResult {

	/**
	 * Write the value to the response: rows to {@link FlightInvocation#output()},
	 * anything else to {@link FlightInvocation#emit}. The resources of the value are
	 * closed when this method returns normally or with an exception.
	 * @param value the return value of the handler method
	 * @param invocation the call
	 * @throws Exception if the value cannot be sent or fails while it is read
	 */
	void write(@Nullable Object value, FlightInvocation invocation) throws Exception;

	/**
	 * The schema of the rows, if it is known without a call.
	 * @return the schema in message format, or {@code null}
	 */
	default @Nullable Schema schema() {
		return null;
	}

}
