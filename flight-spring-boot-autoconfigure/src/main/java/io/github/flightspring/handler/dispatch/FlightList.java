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

package io.github.flightspring.handler.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The list of flights: those with a fixed path, and those that the handlers for
 * ListFlights add.
 */
final class FlightList {

	private final FlightHandlerMapping mapping;

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final FlightAccess access;

	private final TicketIssuer tickets;

	private final HandlerAccess handlerAccess;

	private final FlightInfos infos;

	private final ListedSchemas schemas = new ListedSchemas(System::nanoTime);

	FlightList(FlightHandlerMapping mapping, FlightRouter router, FlightInvoker invoker, FlightAccess access,
			TicketIssuer tickets, HandlerAccess handlerAccess, FlightInfos infos) {
		this.mapping = mapping;
		this.router = router;
		this.invoker = invoker;
		this.access = access;
		this.tickets = tickets;
		this.handlerAccess = handlerAccess;
		this.infos = infos;
	}

	/**
	 * List flights. The criteria are a path: first come the flights with a fixed path at
	 * or below it, then the flights that the handlers for ListFlights add.
	 */
	void list(FlightCall call, Criteria criteria, Consumer<FlightInfo> listener) throws Exception {
		if (!this.access.check(call, FlightTarget.of(FlightRpc.LIST_FLIGHTS))) {
			return;
		}
		String prefix = new String(criteria.getExpression(), StandardCharsets.UTF_8);
		FixedFlights fixed = new FixedFlights(call);
		for (FlightDescriptor descriptor : this.router.fixedFlights()) {
			String path = String.join("/", descriptor.getPath());
			boolean selected = prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
			if (selected && this.access.isReadable(call, descriptor)) {
				FlightInfo info = fixed.info(descriptor);
				if (info != null) {
					listener.accept(info);
				}
			}
		}
		for (FlightHandlerMethod handler : this.mapping.listing()) {
			this.invoker.invoke(handler,
					FlightInvocation.of(call)
						.criteria(criteria)
						.emitter((flight) -> listIfReadable(call, added(call, handler, flight), listener))
						.build());
		}
	}

	/**
	 * Create the info of a flight that a method adds to the list, or {@code null} if it
	 * is invalid. An invalid flight is an error of the method and must not hide the other
	 * flights.
	 */
	private @Nullable FlightInfo added(FlightCall call, FlightHandlerMethod handler, @Nullable Object flight) {
		try {
			FlightInfo info = this.infos.info(flight, null, call);
			FlightInfos.checkPath(info.getDescriptor());
			return info;
		}
		catch (IllegalStateException ex) {
			this.schemas.refused(handler, ex);
			return null;
		}
	}

	private void listIfReadable(FlightCall call, @Nullable FlightInfo info, Consumer<FlightInfo> listener) {
		if (info != null && this.access.isReadable(call, info.getDescriptor())) {
			listener.accept(info);
		}
	}

	/**
	 * The flights of one list that have a fixed path. After the first one that cannot be
	 * described because something is not available for now, such as a database, no
	 * further handler is asked for its schema: each might wait as long.
	 */
	private final class FixedFlights {

		private final FlightCall call;

		private boolean unavailable;

		FixedFlights(FlightCall call) {
			this.call = call;
		}

		/**
		 * Create the info of a flight. A flight that cannot be described must not hide
		 * the other flights.
		 */
		@Nullable FlightInfo info(FlightDescriptor descriptor) throws Exception {
			FlightRoute route = null;
			try {
				route = FlightList.this.router.route(this.call, descriptor, FlightRpc.GET_FLIGHT_INFO,
						FlightRpc.DO_GET);
				return info(route);
			}
			catch (InterruptedException | VirtualMachineError ex) {
				throw ex;
			}
			catch (Exception | Error ex) {
				if (this.call.isCancelled()) {
					throw ex;
				}
				return (route != null && !FlightList.this.access.isRefusal(ex)) ? failed(route, ex) : null;
			}
		}

		private @Nullable FlightInfo failed(FlightRoute route, Throwable failure) {
			if (FlightList.this.invoker.isTemporary(failure, this.call)) {
				this.unavailable = true;
				return undescribed(route);
			}
			FlightList.this.schemas.failed(String.join("/", route.descriptor().getPath()), route.handler(), failure);
			return null;
		}

		private @Nullable FlightInfo info(FlightRoute route) throws Exception {
			FlightHandlerMethod handler = route.handler();
			if (handler.mapping().isQuery()) {
				return unrun(route);
			}
			boolean described = handler.mapping().rpc() == FlightRpc.GET_FLIGHT_INFO;
			boolean unasked = this.unavailable && (described || handler.schema() == null);
			// a guarded handler is described anew, because that checks whether the caller
			// may use it
			if (described || FlightList.this.access.isGuarded(handler)) {
				return unasked ? undescribed(route) : FlightList.this.infos.now(this.call, route);
			}
			Schema schema = FlightList.this.schemas.of(handler, this.call,
					() -> unasked ? null : FlightList.this.infos.derivedSchema(this.call, route));
			return (schema != null) ? FlightList.this.tickets.issue(Flight.of(schema), route.descriptor(), this.call,
					handler.mapping().expiresAfter()) : undescribed(route);
		}

		/**
		 * Create the info of a listed query. Listing does not run the query, so the info
		 * has no endpoint. A query is not listed if its method has authorization rules
		 * that are known only when it runs.
		 */
		private @Nullable FlightInfo unrun(FlightRoute route) throws Exception {
			if (FlightList.this.access.isGuarded(route.handler())
					&& !FlightList.this.handlerAccess.checkRules(this.call, route)) {
				return null;
			}
			return new FlightInfo(route.handler().schema(), route.descriptor(), List.of(), -1, -1);
		}

		/**
		 * Create the info of a flight whose schema is not known for now. Whether the
		 * caller may use a guarded handler is not known either.
		 */
		private @Nullable FlightInfo undescribed(FlightRoute route) {
			return FlightList.this.access.isGuarded(route.handler()) ? null
					: new FlightInfo(route.handler().schema(), route.descriptor(), List.of(), -1, -1);
		}

	}

}
