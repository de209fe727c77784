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

package io.github.flightspring.handler.query;

import java.time.Duration;

import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.Queries;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The collaborators that run queries.
 *
 * @param queries the queries
 * @param threads the threads
 * @param allocator the parent of every query's allocator
 * @param memoryLimit the Arrow memory of one query while it runs, in bytes
 * @param translator the translator of exceptions of a query to a status
 * @param pollTimeout the longest time that a poll waits for a change
 */
public record QueryEngine(Queries queries, FlightThreads threads, BufferAllocator allocator, long memoryLimit,
		FlightExceptionTranslator translator, Duration pollTimeout) implements FlightQueriesFactory {

	@Override
	public FlightQueries create(FlightRouter router, FlightInvoker invoker, FlightTickets tickets, TicketIssuer issuer,
			HandlerAccess handlerAccess) {
		return new QueryRpcs(this, router, invoker, tickets, issuer, handlerAccess);
	}

}
