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

package io.github.flightspring.autoconfigure.actuator;

import java.util.List;

import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint.Calls;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint.Listed;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.query.engine.QueryOverview;
import io.github.flightspring.query.engine.QueryStatus;
import io.github.flightspring.session.store.FlightSessions;
import io.github.flightspring.session.store.SessionStatus;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The actuator endpoint {@code flight}. {@code GET /actuator/flight} lists the handlers.
 * Below it are {@code calls}, {@code queries} and {@code sessions}; {@code DELETE} ends
 * one by its id. Tickets, tokens and values from clients are not shown.
 */
@WebEndpoint(id = "flight")
@RegisterReflectionForBinding({ Calls.class, Listed.class, CallDescription.class, QueryStatus.class,
		SessionStatus.class })
public class FlightActuatorEndpoint {

	private static final CallStatus CANCELLED = CallStatus.CANCELLED.withDescription("An operator cancelled the call");

	private final FlightHandlerMapping mapping;

	private final RunningCalls calls;

	private final FlightSessions sessions;

	private final QueryOverview queries;

	FlightActuatorEndpoint(FlightHandlerMapping mapping, RunningCalls calls, FlightSessions sessions,
			QueryOverview queries) {
		this.mapping = mapping;
		this.calls = calls;
		this.sessions = sessions;
		this.queries = queries;
	}

	/**
	 * Return the handlers.
	 * @return the handlers
	 */
	@ReadOperation
	public HandlerDescription.All flight() {
		return HandlerDescription.all(this.mapping);
	}

	/**
	 * Return the running calls, the queries or the sessions.
	 * @param section {@code calls}, {@code queries} or {@code sessions}
	 * @return the list, or {@code null} if there is no such section
	 */
	@ReadOperation
	public @Nullable Object section(@Selector String section) {
		return switch (section) {
			case "calls" -> new Calls(this.calls.list().stream().map(CallDescription::of).toList());
			case "queries" -> new Listed(this.queries.list());
			case "sessions" -> new Listed(this.sessions.list());
			default -> null;
		};
	}

	/**
	 * Return one call.
	 * @param section {@code calls}
	 * @param id the id of the call
	 * @return the call, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Object one(@Selector String section, @Selector String id) {
		TrackedCall call = section.equals("calls") ? this.calls.find(id) : null;
		return (call != null) ? CallDescription.of(call) : null;
	}

	/**
	 * End one call, query or session.
	 * @param section {@code calls}, {@code queries} or {@code sessions}
	 * @param id the id, for a session its key
	 * @return 204 if it was found, 404 otherwise
	 */
	@DeleteOperation
	public WebEndpointResponse<Void> end(@Selector String section, @Selector String id) {
		boolean there = switch (section) {
			case "calls" -> endCall(id);
			case "queries" ->
				this.queries.cancel(id, CallStatus.CANCELLED.withDescription("An operator cancelled the query"));
			case "sessions" -> this.sessions.closeByKey(id);
			default -> false;
		};
		return new WebEndpointResponse<>(
				there ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private boolean endCall(String id) {
		TrackedCall call = this.calls.find(id);
		return call != null && call.cancel(CANCELLED);
	}

	/**
	 * The running calls.
	 *
	 * @param calls the calls, the oldest first
	 */
	public record Calls(List<CallDescription> calls) {
	}

	/**
	 * A list of queries or sessions.
	 *
	 * @param items the items, the oldest first
	 */
	public record Listed(List<?> items) {
	}

}
