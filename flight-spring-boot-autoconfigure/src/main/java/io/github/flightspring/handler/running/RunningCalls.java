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

package io.github.flightspring.handler.running;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.FlightCallWatcher;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are running on this instance, over every transport.
 */
public final class RunningCalls {

	private final Map<String, TrackedCall> calls = new ConcurrentHashMap<>();

	private final AtomicLong ids = new AtomicLong();

	private final List<FlightCallWatcher> watchers;

	private final Clock clock;

	/**
	 * Create the list.
	 * @param watchers the watchers, which are notified of each call
	 * @param clock the clock
	 */
	public RunningCalls(List<FlightCallWatcher> watchers, Clock clock) {
		this.watchers = List.copyOf(watchers);
		this.clock = clock;
	}

	/**
	 * Register a call that has arrived. A transport does this before the call can be
	 * refused. It reports the end of the call by {@link TrackedCall#end}.
	 * @param rpc the RPC
	 * @param transport the name of the transport, {@code grpc} or {@code http}
	 * @param headers the headers of the request
	 * @return the call
	 */
	public TrackedCall begin(FlightRpc rpc, String transport, CallHeaders headers) {
		String id = Long.toString(this.ids.incrementAndGet());
		TrackedCall call = new TrackedCall(id, rpc, transport, headers, this.clock.instant(),
				(ended) -> this.calls.remove(ended.id()));
		this.calls.put(id, call);
		call.watches().start(this.watchers);
		return call;
	}

	/**
	 * The calls that are running.
	 * @return a copy of the list, the oldest call first
	 */
	public List<TrackedCall> list() {
		return this.calls.values().stream().sorted(Comparator.comparing(TrackedCall::startedAt)).toList();
	}

	/**
	 * The number of running calls.
	 * @return the number
	 */
	public int size() {
		return this.calls.size();
	}

	/**
	 * Find a running call.
	 * @param id the id of the call
	 * @return the call, or {@code null} if it is unknown or has ended
	 */
	public @Nullable TrackedCall find(String id) {
		return this.calls.get(id);
	}

}
