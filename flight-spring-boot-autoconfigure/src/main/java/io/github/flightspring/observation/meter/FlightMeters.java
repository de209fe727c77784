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

package io.github.flightspring.observation.meter;

import java.util.Map;

import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.QueryOverview;
import io.github.flightspring.query.engine.QueryStatus;
import io.github.flightspring.session.store.FlightSessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The meters of memory, handlers, queries and sessions.
 */
public final class FlightMeters implements MeterBinder {

	private final Map<String, BufferAllocator> allocators;

	private final FlightThreads threads;

	private final FlightSessions sessions;

	private final QueryOverview queries;

	/**
	 * Create the meters.
	 * @param allocators the pools of Arrow memory by name
	 * @param threads the threads of handlers
	 * @param sessions the sessions
	 * @param queries the queries
	 */
	public FlightMeters(Map<String, BufferAllocator> allocators, FlightThreads threads, FlightSessions sessions,
			QueryOverview queries) {
		this.allocators = Map.copyOf(allocators);
		this.threads = threads;
		this.sessions = sessions;
		this.queries = queries;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.allocators.forEach((pool, allocator) -> bindAllocator(registry, pool, allocator));
		Gauge.builder("flight.server.handlers.active", this.threads, FlightThreads::activeHandlers)
			.description("Handlers that run, queries included")
			.register(registry);
		Gauge.builder("flight.sessions", this.sessions, FlightSessions::size)
			.description("Sessions in the store")
			.register(registry);
		if (this.queries.isServed()) {
			bindQueries(registry, this.queries);
		}
	}

	private static void bindAllocator(MeterRegistry registry, String pool, BufferAllocator allocator) {
		Gauge.builder("flight.allocator.used", allocator, BufferAllocator::getAllocatedMemory)
			.description("Arrow memory in use")
			.baseUnit(BaseUnits.BYTES)
			.tag("pool", pool)
			.register(registry);
		Gauge.builder("flight.allocator.peak", allocator, BufferAllocator::getPeakMemoryAllocation)
			.description("Most Arrow memory that was in use")
			.baseUnit(BaseUnits.BYTES)
			.tag("pool", pool)
			.register(registry);
		Gauge.builder("flight.allocator.limit", allocator, BufferAllocator::getLimit)
			.description("Most Arrow memory that may be in use")
			.baseUnit(BaseUnits.BYTES)
			.tag("pool", pool)
			.register(registry);
	}

	private static void bindQueries(MeterRegistry registry, QueryOverview queries) {
		for (QueryStatus.State state : QueryStatus.State.values()) {
			Gauge
				.builder("flight.queries", queries,
						(all) -> all.list().stream().filter((query) -> query.state() == state).count())
				.description("Queries that have not expired")
				.tag("state", state.name())
				.register(registry);
		}
		Gauge.builder("flight.query.spool.used", queries, QueryOverview::spoolUsed)
			.description("Disk space that results take")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
		Gauge.builder("flight.query.spool.limit", queries, QueryOverview::spoolLimit)
			.description("Disk space that results may take")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
	}

}
