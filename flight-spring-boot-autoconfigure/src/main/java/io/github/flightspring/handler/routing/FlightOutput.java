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
 * Where a whole flight goes: the rows of all its partitions, one after the other. Each
 * partition {@linkplain #start starts} it again, with the same schema.
 */
public interface FlightOutput extends FlightSink {

	/**
	 * Take what the flight's handler says about it, before the first row.
	 * @param metadata items that become JSON
	 */
	default void describe(List<Object> metadata) {
	}

	/**
	 * Take the finished result of a query as a whole.
	 * @param result the result
	 * @param certain whether it is the one that a caller has a part of who goes on with a
	 * download, so that the rest of it may be sent
	 * @return whether it was taken; if not, its rows follow
	 * @throws IOException if it cannot be read or sent
	 */
	default boolean take(StoredResult result, boolean certain) throws IOException {
		return false;
	}

	/**
	 * Whether the caller goes on with a download: of a query he wants the result that he
	 * has a part of, and no other.
	 * @return whether he does
	 */
	default boolean isResumed() {
		return false;
	}

	/**
	 * Whether the caller names the result of a query as the one that he has a part of.
	 * @param id what names the result
	 * @return whether he does
	 */
	default boolean isNamed(String id) {
		return false;
	}

}
