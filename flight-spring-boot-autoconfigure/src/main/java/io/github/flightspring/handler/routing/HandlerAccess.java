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
 * The check of the authorization rules of the method that serves a flight's rows, for
 * calls that do not invoke this method.
 */
public final class HandlerAccess {

	private static final FlightProgress NO_PROGRESS = (fraction) -> {
	};

	// the codes that the application's exception handlers may return for a refusal
	private static final Set<FlightStatusCode> REFUSALS = EnumSet.of(FlightStatusCode.UNAUTHORIZED,
			FlightStatusCode.UNAUTHENTICATED, FlightStatusCode.NOT_FOUND);

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final FlightAccess access;

	public HandlerAccess(FlightRouter router, FlightInvoker invoker, FlightAccess access) {
		this.router = router;
		this.invoker = invoker;
		this.access = access;
	}

	/**
	 * Invoke a method and end it at the first thing that it sends.
	 */
	public void open(FlightCall call, FlightRoute route, SchemaProbe probe) throws Exception {
		this.invoker.invoke(route.handler(), unrun(call, route).output(probe).build());
	}

	/**
	 * Refuse to describe a flight if the method that serves its rows refuses the caller.
	 * This holds even if the method that describes the flight allows it. If some of its
	 * rules depend on what it returns, the method is invoked for this up to the first
	 * thing that it sends, unless it is a query.
	 */
	public void checkDescribed(FlightCall call, FlightDescriptor descriptor) throws Exception {
		FlightRoute rows = guarded(descriptor);
		if (rows == null) {
			return;
		}
		if (rows.handler().mapping().isQuery()) {
			checkRules(call, rows);
			return;
		}
		try {
			if (!checkRules(call, rows)) {
				open(call, rows, new SchemaProbe());
			}
		}
		catch (Exception | Error ex) {
			// other failures, such as for a missing partition, are no refusal:
			// the rules were checked
			if (this.access.isRefusal(ex)
					|| (ex instanceof FlightRuntimeException failure && REFUSALS.contains(failure.status().code()))) {
				throw ex;
			}
		}
	}

	/**
	 * Refuse the use of a ticket if the rules of its flight's method refuse the caller
	 * now.
	 */
	public void check(FlightCall call, FlightTicket ticket) throws Exception {
		FlightRoute rows = guarded(ticket.flight().toDescriptor());
		if (rows != null) {
			this.invoker.checkRules(rows.handler(),
					unrun(call, rows).ticket(new Ticket(new byte[0]), ticket.partition())
						.output(new SchemaProbe())
						.build(),
					this.access);
		}
	}

	/**
	 * Refuse a query if the caller may not run it. Called before the query is looked up,
	 * because its result may exist already.
	 */
	public void check(FlightCall call, FlightRoute query) throws Exception {
		if (this.access.isGuarded(query.handler())) {
			checkRules(call, query);
		}
	}

	/**
	 * Check the rules of a method without invoking it.
	 * @return {@code true} if all of them were checked; {@code false} if some depend on
	 * what the method returns
	 */
	public boolean checkRules(FlightCall call, FlightRoute route) throws Exception {
		return this.invoker.checkRules(route.handler(), unrun(call, route).output(new SchemaProbe()).build(),
				this.access);
	}

	private @Nullable FlightRoute guarded(FlightDescriptor descriptor) {
		FlightRoute rows = this.router.findOrNull(descriptor, FlightRpc.DO_GET);
		return (rows != null && this.access.isGuarded(rows.handler())) ? rows : null;
	}

	private static FlightInvocation.Builder unrun(FlightCall call, FlightRoute route) {
		return route.invocation(call).part(FlightProgress.class, NO_PROGRESS).schemaOnly();
	}

}
