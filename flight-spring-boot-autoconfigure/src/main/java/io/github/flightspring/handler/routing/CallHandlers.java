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
 * The handlers that serve one call, over every transport. A failure of the call is
 * attributed to the last handler. A memory leak is attributed to the handler that left
 * the most memory unreleased.
 */
public final class CallHandlers {

	private volatile @Nullable FlightHandlerMethod last;

	private volatile @Nullable FlightHandlerMethod leakingHandler;

	private long leakedBytes;

	private volatile boolean stopped;

	/**
	 * Record that a handler was found. Called before the handler is invoked, and again if
	 * the RPC continues with another handler.
	 */
	void dispatched(FlightHandlerMethod handler) {
		this.last = handler;
	}

	/**
	 * Record that a handler has returned.
	 * @param handler the handler
	 * @param bytes the bytes that were allocated from the call's allocator meanwhile and
	 * not released
	 */
	void returned(FlightHandlerMethod handler, long bytes) {
		if (bytes > this.leakedBytes) {
			this.leakedBytes = bytes;
			this.leakingHandler = handler;
		}
	}

	/**
	 * Record that a handler was stopped before its last row.
	 */
	void stopped() {
		this.stopped = true;
	}

	/**
	 * Whether a handler was stopped before its last row.
	 * @return {@code true} if one was stopped
	 */
	public boolean isStopped() {
		return this.stopped;
	}

	/**
	 * The handler that a failure of the call is attributed to.
	 * @return the handler, or {@code null} if none was found
	 */
	public @Nullable FlightHandlerMethod last() {
		return this.last;
	}

	/**
	 * The handler that memory leaks are attributed to.
	 * @return the handler that left the most memory unreleased, otherwise the last
	 * handler, or {@code null} if none was found
	 */
	public @Nullable Object leakingHandler() {
		FlightHandlerMethod most = this.leakingHandler;
		return (most != null) ? most : this.last;
	}

}
