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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one transport that have not ended.
 */
public final class LiveCalls implements AutoCloseable {

	private final CallServices services;

	private final Set<CallLife> live = ConcurrentHashMap.newKeySet();

	/**
	 * Create the calls.
	 * @param services the collaborators that a call needs
	 */
	public LiveCalls(CallServices services) {
		this.services = services;
	}

	/**
	 * The collaborators that a call needs.
	 * @return the collaborators
	 */
	public CallServices services() {
		return this.services;
	}

	/**
	 * Begin the life of a call. It must be {@linkplain CallLife#open opened}.
	 * @param running the running call
	 * @param caller the caller
	 * @param clientLimit the time left until the client's deadline, or {@code null} for
	 * no limit
	 * @return the life
	 * @throws RuntimeException if there is no memory for the call, which has ended then
	 */
	public CallLife begin(TrackedCall running, FlightCaller caller, @Nullable Duration clientLimit) {
		try {
			return new CallLife(this, running, caller, clientLimit);
		}
		catch (RuntimeException | Error ex) {
			running.end(FlightStatusCode.INTERNAL, ex);
			throw ex;
		}
	}

	void add(CallLife life) {
		this.live.add(life);
	}

	void remove(CallLife life) {
		this.live.remove(life);
	}

	/**
	 * End every call with {@code UNAVAILABLE}, because the server shuts down.
	 */
	@Override
	public void close() {
		CallStatus status = CallStatus.UNAVAILABLE.withDescription("The server shuts down");
		this.live.forEach((life) -> life.expire(status));
	}

}
