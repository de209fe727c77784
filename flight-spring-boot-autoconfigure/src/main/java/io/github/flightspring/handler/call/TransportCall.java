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

package io.github.flightspring.handler.call;

import java.security.Principal;
import java.time.Duration;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.cancellation.Cancellable;
import io.github.flightspring.handler.routing.CallHandlers;
import io.github.flightspring.handler.routing.DispatchedCall;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The call that handlers get, over every transport. A subclass for a transport adds the
 * headers and the peer.
 */
public abstract class TransportCall implements DispatchedCall, Cancellable {

	private final CallLife life;

	/**
	 * Create the call.
	 * @param life the life of the call
	 */
	protected TransportCall(CallLife life) {
		this.life = life;
	}

	@Override
	public final TrackedCall running() {
		return this.life.running();
	}

	@Override
	public final FlightRpc rpc() {
		return running().rpc();
	}

	@Override
	public final String transport() {
		return running().transport();
	}

	@Override
	public CallHeaders headers() {
		return running().headers();
	}

	@Override
	public final @Nullable Principal principal() {
		return this.life.caller().principal();
	}

	@Override
	public final @Nullable Duration timeRemaining() {
		return this.life.timeRemaining();
	}

	@Override
	public final CallCancellation cancellation() {
		return this.life.cancellation();
	}

	@Override
	public final boolean isCancelled() {
		return this.life.cancellation().isCancelled();
	}

	@Override
	public final void onCancel(Runnable callback) {
		this.life.cancellation().onCancel(this.life.caller().wrap(callback));
	}

	@Override
	public final BufferAllocator allocator() {
		return this.life.allocator();
	}

	@Override
	public final CallHandlers handlers() {
		return this.life.handlers();
	}

	@Override
	public final void cancel(CallStatus status) {
		this.life.expire(status);
	}

	@Override
	public final void limit(FlightAdmission.FlightTimes times) {
		this.life.limit(times);
	}

}
