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

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The base class of the actions of the Flight format on which a method of the flight can
 * decide.
 */
abstract class DecidedAction implements BuiltInAction {

	private final ActionType type;

	private final FlightRpc rpc;

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final BooleanSupplier listed;

	DecidedAction(ActionType type, FlightRpc rpc, FlightRouter router, FlightInvoker invoker, BooleanSupplier listed) {
		this.type = type;
		this.rpc = rpc;
		this.router = router;
		this.invoker = invoker;
		this.listed = listed;
	}

	@Override
	public final ActionType type() {
		return this.type;
	}

	@Override
	public final boolean isListed() {
		return this.listed.getAsBoolean();
	}

	final FlightRouter router() {
		return this.router;
	}

	final void permit(FlightCall call, FlightDescriptor descriptor) {
		this.router.permit(call, descriptor, this.rpc);
	}

	/**
	 * Let the method of a flight decide.
	 * @param type the type of the subject
	 * @param about the subject of the decision
	 * @param silent the answer if the method returns nothing
	 * @return the answer, or {@code null} if there is no such method
	 */
	final <T> @Nullable Object decide(FlightCall call, FlightDescriptor descriptor, Class<T> type, T about,
			@Nullable Object silent) throws Exception {
		FlightRoute route = this.router.findOrNull(descriptor, this.rpc);
		if (route == null) {
			return null;
		}
		permit(call, descriptor);
		AtomicReference<@Nullable Object> answer = new AtomicReference<>();
		this.invoker.invoke(route.handler(), route.invocation(call).part(type, about).emitter(answer::set).build());
		Object value = answer.get();
		return (value != null) ? value : silent;
	}

}
