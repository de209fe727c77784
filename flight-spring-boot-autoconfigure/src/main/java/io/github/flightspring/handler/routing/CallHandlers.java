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

import io.github.flightspring.handler.method.FlightHandlerMethod;
import org.jspecify.annotations.Nullable;

/**
 * The handlers that serve one call, and which of them answers for what, over every
 * transport: the last one for a failure, the one that left the most memory for a leak.
 */
public final class CallHandlers {

	private volatile @Nullable FlightHandlerMethod last;

	private volatile @Nullable FlightHandlerMethod debtor;

	private long debt;

	private volatile boolean stopped;

	/**
	 * The handler was found. Called once before it is invoked, and again when the RPC
	 * goes on to another.
	 */
	void dispatched(FlightHandlerMethod handler) {
		this.last = handler;
	}

	/**
	 * The handler has returned.
	 * @param handler the handler
	 * @param bytes what the call's allocator has given out meanwhile and not got back
	 */
	void returned(FlightHandlerMethod handler, long bytes) {
		if (bytes > this.debt) {
			this.debt = bytes;
			this.debtor = handler;
		}
	}

	/**
	 * The handler was stopped before its rows were at their end.
	 */
	void stopped() {
		this.stopped = true;
	}

	/**
	 * Whether a handler was stopped before its rows were at their end.
	 * @return whether one was
	 */
	public boolean isStopped() {
		return this.stopped;
	}

	/**
	 * The handler that answers for a failure of the call.
	 * @return the handler, or {@code null} if none was found
	 */
	public @Nullable FlightHandlerMethod last() {
		return this.last;
	}

	/**
	 * The handler that answers for memory that was not given back.
	 * @return the handler that left the most, or {@code null} if none was found
	 */
	public @Nullable Object debtor() {
		FlightHandlerMethod most = this.debtor;
		return (most != null) ? most : this.last;
	}

}
