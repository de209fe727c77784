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

package io.github.flightspring.handler.routing;

import java.io.IOException;
import java.util.List;

import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.engine.StoredResult;

/**
 * The sink for a whole flight. It receives the rows of all partitions, one partition
 * after the other. Each partition {@linkplain #start starts} the sink again, with the
 * same schema.
 */
public interface FlightOutput extends FlightSink {

	/**
	 * Receive the flight's metadata from its handler, before the first row. By default it
	 * is ignored.
	 * @param metadata the items, to be written as JSON
	 */
	default void describe(List<Object> metadata) {
	}

	/**
	 * Receive the finished result of a query as a whole. By default it is not taken.
	 * @param result the result
	 * @param certain whether this is certainly the result of which the caller of a
	 * resumed download has a part, so that only the rest of it may be sent
	 * @return {@code true} if it was taken; otherwise its rows are sent next
	 * @throws IOException if the result cannot be read or sent
	 */
	default boolean take(StoredResult result, boolean certain) throws IOException {
		return false;
	}

	/**
	 * Whether this is a resumed download. For a query, the caller then needs the result
	 * of which they have a part, and no other.
	 * @return {@code true} if the download is resumed
	 */
	default boolean isResumed() {
		return false;
	}

	/**
	 * Whether the request names the result of a query as the one of which the caller has
	 * a part.
	 * @param id the id of the result
	 * @return {@code true} if the request names it
	 */
	default boolean isNamed(String id) {
		return false;
	}

}
