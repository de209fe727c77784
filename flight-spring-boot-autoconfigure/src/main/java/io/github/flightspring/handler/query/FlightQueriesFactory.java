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

import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;

/**
 * Creates the queries of a server from the parts that serve all of its RPCs.
 */
@FunctionalInterface
public interface FlightQueriesFactory {

	/**
	 * Create the queries.
	 * @param router the router of calls
	 * @param invoker the invoker of handlers
	 * @param tickets the verification of tickets
	 * @param issuer the issuer of tickets
	 * @param handlerAccess the access to the flights of handlers
	 * @return the queries
	 */
	FlightQueries create(FlightRouter router, FlightInvoker invoker, FlightTickets tickets, TicketIssuer issuer,
			HandlerAccess handlerAccess);

	/**
	 * The factory of a server without queries.
	 * @return the factory
	 */
	static FlightQueriesFactory none() {
		return (router, invoker, tickets, issuer, handlerAccess) -> FlightQueries.none();
	}

}
