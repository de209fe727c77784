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

package io.github.flightspring.query.engine;

import java.util.List;
import java.util.function.Supplier;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a server as its operators see them. A server without queries has an
 * overview that is empty.
 */
public final class QueryOverview {

	private static final QueryOverview NONE = new QueryOverview(null);

	private final @Nullable Supplier<Queries> queries;

	private QueryOverview(@Nullable Supplier<Queries> queries) {
		this.queries = queries;
	}

	/**
	 * Create the overview of the queries of a server.
	 * @param queries the queries, which are created when they are needed
	 * @return the overview
	 */
	public static QueryOverview of(Supplier<Queries> queries) {
		return new QueryOverview(queries);
	}

	/**
	 * The overview of a server without queries.
	 * @return the overview
	 */
	public static QueryOverview none() {
		return NONE;
	}

	/**
	 * Whether the server has queries, and a spool for their results.
	 * @return {@code true} if it has
	 */
	public boolean isServed() {
		return this.queries != null;
	}

	/**
	 * Return the status of all queries.
	 * @return a copy, the oldest query first
	 */
	public List<QueryStatus> list() {
		return (this.queries != null) ? this.queries.get().list() : List.of();
	}

	/**
	 * Cancel a query.
	 * @param id the id of the query
	 * @param status the status for clients
	 * @return whether there is such a query
	 */
	public boolean cancel(String id, CallStatus status) {
		if (this.queries == null) {
			return false;
		}
		Query query = this.queries.get().find(id);
		if (query != null) {
			this.queries.get().cancel(query, status);
		}
		return query != null;
	}

	/**
	 * The bytes of the results in the spool.
	 * @return the number of bytes
	 */
	public long spoolUsed() {
		return (this.queries != null) ? this.queries.get().spool().usedBytes() : 0;
	}

	/**
	 * The maximum size of the spool.
	 * @return the number of bytes
	 */
	public long spoolLimit() {
		return (this.queries != null) ? this.queries.get().spool().maxBytes() : 0;
	}

	/**
	 * Refuse new queries, and cancel every query whose end no call waits for.
	 */
	public void shutdown() {
		if (this.queries != null) {
			this.queries.get().shutdown();
		}
	}

}
