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

import java.util.EnumSet;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.ticket.FlightTicket;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules that the method that gives a flight's rows has of its own, on the ways
 * to the flight on which that method is not invoked.
 */
public final class HandlerRules {

	private static final FlightProgress NO_PROGRESS = (fraction) -> {
	};

	// what the application's exception handlers may have made of a refusal
	private static final Set<FlightStatusCode> REFUSALS = EnumSet.of(FlightStatusCode.UNAUTHORIZED,
			FlightStatusCode.UNAUTHENTICATED, FlightStatusCode.NOT_FOUND);

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final FlightAccess access;

	public HandlerRules(FlightRouter router, FlightInvoker invoker, FlightAccess access) {
		this.router = router;
		this.invoker = invoker;
		this.access = access;
	}

	/**
	 * Open a method and close it with the first thing that it sends.
	 */
	public void open(FlightCall call, FlightRoute route, SchemaProbe probe) throws Exception {
		this.invoker.invoke(route.handler(), unrun(call, route).output(probe).build());
	}

	/**
	 * Refuse to describe a flight to a caller whom the rules of the method that gives its
	 * rows refuse, whatever the method that describes it says. That method is opened for
	 * it, unless it is a query.
	 */
	public void checkDescribed(FlightCall call, FlightDescriptor descriptor) throws Exception {
		FlightRoute rows = guarded(descriptor);
		if (rows == null) {
			return;
		}
		if (rows.handler().mapping().isQuery()) {
			ask(call, rows);
			return;
		}
		try {
			open(call, rows, new SchemaProbe());
		}
		catch (Exception | Error ex) {
			// without a partition, say, a method may fail otherwise: it was asked
			if (this.access.isRefusal(ex)
					|| (ex instanceof FlightRuntimeException failure && REFUSALS.contains(failure.status().code()))) {
				throw ex;
			}
		}
	}

	/**
	 * Refuse what is to be done with a ticket to a caller who might not have it now.
	 */
	public void check(FlightCall call, FlightTicket ticket) throws Exception {
		FlightRoute rows = guarded(ticket.flight().toDescriptor());
		if (rows != null) {
			this.invoker.ask(rows.handler(),
					unrun(call, rows).ticket(new Ticket(new byte[0]), ticket.partition())
						.output(new SchemaProbe())
						.build(),
					this.access);
		}
	}

	/**
	 * Refuse a query to a caller who may not run it, before it is looked for: it may have
	 * been run already.
	 */
	public void check(FlightCall call, FlightRoute query) throws Exception {
		if (this.access.isGuarded(query.handler())) {
			ask(call, query);
		}
	}

	/**
	 * Ask the rules of a method that is not to be invoked.
	 * @return whether that were all of them: some are about what it returns
	 */
	public boolean ask(FlightCall call, FlightRoute route) throws Exception {
		return this.invoker.ask(route.handler(), unrun(call, route).output(new SchemaProbe()).build(), this.access);
	}

	private @Nullable FlightRoute guarded(FlightDescriptor descriptor) {
		FlightRoute rows = this.router.findOrNull(descriptor, FlightRpc.DO_GET);
		return (rows != null && this.access.isGuarded(rows.handler())) ? rows : null;
	}

	private static FlightInvocation.Builder unrun(FlightCall call, FlightRoute route) {
		return route.invocation(call).part(FlightProgress.class, NO_PROGRESS);
	}

}
