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
 * Where a {@link FlightDataReader} gets its messages. One that is {@link AutoCloseable}
 * is closed with the reader.
 */
@FunctionalInterface
public interface FlightDataSource {

	/**
	 * Wait for the next message.
	 * @return the message, for the caller to close, or {@code null} at the end of the
	 * stream
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the call ended otherwise
	 */
	@Nullable FlightDataFrame next();

	/**
	 * Whether the messages were written by this application, so that a reader need not
	 * check what they say.
	 * @return whether they were
	 */
	default boolean isTrusted() {
		return false;
	}

	/**
	 * A record batch of the stream was read and found good.
	 * @param rows its rows
	 */
	default void loaded(long rows) {
	}

}
