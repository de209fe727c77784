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

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightMappingInfo.Execution;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.query.engine.Query;
import io.github.flightspring.query.engine.QueryRequest;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;

/**
 * The start of the query that a call requests. A shared query that was started before is
 * joined instead.
 */
final class QueryStarts {

	private final QueryEngine engine;

	private final FlightInvoker invoker;

	private final HandlerAccess handlerAccess;

	QueryStarts(QueryEngine engine, FlightInvoker invoker, HandlerAccess handlerAccess) {
		this.engine = engine;
		this.invoker = invoker;
		this.handlerAccess = handlerAccess;
	}

	Query start(FlightCall call, FlightRoute route) throws Exception {
		return start(call, route, request(call, route));
	}

	/**
	 * Start or join a query.
	 * @return the query. It has the id of the request unless it is shared and was started
	 * before
	 */
	Query start(FlightCall call, FlightRoute route, QueryRequest request) throws Exception {
		this.handlerAccess.check(call, route);
		HandlerWork work = new HandlerWork(this.engine, this.invoker, route, call);
		return this.engine.queries().start(request, work, this.engine.threads()::capture);
	}

	static QueryRequest request(FlightCall call, FlightRoute route) {
		FlightMappingInfo mapping = route.handler().mapping();
		String principal = FlightTickets.principal(call);
		FlightRef flight = TicketIssuer.reference(route.descriptor());
		Object sharedAs = (mapping.execution() == Execution.AS_SHARED_QUERY)
				? new QueryRpcs.SameRequest(flight, principal, call.parameters()) : null;
		return new QueryRequest(FlightTicket.newId(), principal, sharedAs, mapping.expiresAfter(),
				route.handler().takes(FlightProgress.class));
	}

}
