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

package io.github.flightspring.ipc;

import org.jspecify.annotations.Nullable;

/**
 * A source of messages for a {@link FlightDataReader}. If it is {@link AutoCloseable},
 * the reader closes it.
 */
@FunctionalInterface
public interface FlightDataSource {

	/**
	 * Wait for the next message.
	 * @return the message, which the caller must close, or {@code null} at the end of the
	 * stream
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the call ended otherwise
	 */
	@Nullable FlightDataFrame next();

	/**
	 * Whether this application has written the messages, so that a reader need not
	 * validate them. The default is {@code false}.
	 * @return {@code true} if it has
	 */
	default boolean isTrusted() {
		return false;
	}

	/**
	 * Called after a record batch of the stream was read and validated.
	 * @param rows the number of its rows
	 */
	default void loaded(long rows) {
	}

}
