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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.flightspring.limit.CallerCounts;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The queries of this instance that have not expired.
 */
final class QueryRegistry {

	private final Map<String, Query> byId = new HashMap<>();

	private final Map<Object, Query> shared = new HashMap<>();

	private final CallerCounts results;

	private boolean closed;

	QueryRegistry(QueryLimits limits) {
		this.results = limits.results().counts();
	}

	/**
	 * Return the run that a request shares, or register a new run.
	 * @param request the request
	 * @param joinable a test whether a run may be shared
	 * @param maker a factory of a new run; it neither waits nor fails
	 * @return the shared run, or the new one, whose request is the given one
	 */
	synchronized Query joinOrAdd(QueryRequest request, Predicate<Query> joinable, Supplier<Query> maker) {
		Object sharedAs = request.sharedAs();
		Query running = (sharedAs != null) ? this.shared.get(sharedAs) : null;
		if (running != null && joinable.test(running)) {
			return running;
		}
		checkRoom(request.principal());
		Query query = maker.get();
		this.byId.put(request.id(), query);
		this.results.add(request.principal());
		if (sharedAs != null) {
			this.shared.put(sharedAs, query);
		}
		return query;
	}

	private void checkRoom(@Nullable String principal) {
		if (this.closed) {
			throw CallStatus.UNAVAILABLE.withDescription("The server shuts down").toRuntimeException();
		}
		if (this.results.isFull()) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("The server has %d queries that have not expired: try again later"
					.formatted(this.results.total()))
				.toRuntimeException();
		}
		if (this.results.isFull(principal)) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("The caller has %d queries that have not expired: cancel one"
					.formatted(this.results.of(principal)))
				.toRuntimeException();
		}
	}

	synchronized @Nullable Query find(String id) {
		return this.byId.get(id);
	}

	/**
	 * Remove a query.
	 * @return whether it was known
	 */
	synchronized boolean remove(Query query) {
		Object sharedAs = query.request().sharedAs();
		if (sharedAs != null) {
			this.shared.remove(sharedAs, query);
		}
		boolean known = this.byId.remove(query.id(), query);
		if (known) {
			this.results.remove(query.request().principal());
		}
		return known;
	}

	synchronized List<Query> all() {
		return List.copyOf(this.byId.values());
	}

	/**
	 * Refuse further queries.
	 */
	synchronized void close() {
		this.closed = true;
	}

}
