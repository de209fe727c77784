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

package io.github.flightspring.handler.query;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.cancellation.Cancellable;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.query.engine.Query;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The call that a query runs for. It has the properties of the call that started the
 * query, and lives longer than that call. Response headers and trailers are discarded,
 * because the call that started the query is already answered.
 */
final class QueryCall implements FlightCall, Cancellable {

	private final FlightRpc rpc;

	private final CallHeaders headers;

	private final Map<String, List<String>> parameters;

	private final CallHeaders response = new FlightCallHeaders();

	private final @Nullable Principal principal;

	private final @Nullable SocketAddress peer;

	private final String transport;

	private final Query query;

	private final BufferAllocator allocator;

	private final UnaryOperator<Runnable> context;

	/**
	 * Create the call.
	 * @param started the call that started the query
	 * @param headers a copy of its headers
	 * @param query the query
	 * @param allocator the memory of the query
	 * @param context the wrapper that lets a task run in the context of the caller
	 */
	QueryCall(FlightCall started, CallHeaders headers, Query query, BufferAllocator allocator,
			UnaryOperator<Runnable> context) {
		this.rpc = started.rpc();
		this.headers = headers;
		this.parameters = started.parameters();
		this.principal = started.principal();
		this.peer = started.peer();
		this.transport = started.transport();
		this.query = query;
		this.allocator = allocator;
		this.context = context;
	}

	static CallHeaders copy(CallHeaders headers) {
		CallHeaders copy = new FlightCallHeaders();
		for (String key : headers.keys()) {
			if (key.endsWith("-bin")) {
				headers.getAllByte(key).forEach((value) -> copy.insert(key, value));
			}
			else {
				headers.getAll(key).forEach((value) -> copy.insert(key, value));
			}
		}
		return copy;
	}

	@Override
	public FlightRpc rpc() {
		return this.rpc;
	}

	@Override
	public CallHeaders headers() {
		return this.headers;
	}

	@Override
	public Map<String, List<String>> parameters() {
		return this.parameters;
	}

	@Override
	public CallHeaders responseHeaders() {
		return this.response;
	}

	@Override
	public CallHeaders responseTrailers() {
		return this.response;
	}

	@Override
	public @Nullable Principal principal() {
		return this.principal;
	}

	@Override
	public @Nullable SocketAddress peer() {
		return this.peer;
	}

	@Override
	public String transport() {
		return this.transport;
	}

	@Override
	public @Nullable Duration timeRemaining() {
		return null;
	}

	@Override
	public CallCancellation cancellation() {
		return this.query.cancellation();
	}

	@Override
	public boolean isCancelled() {
		return this.query.isCancelled();
	}

	@Override
	public void onCancel(Runnable callback) {
		this.query.onCancel(this.context.apply(callback));
	}

	@Override
	public BufferAllocator allocator() {
		return this.allocator;
	}

}
