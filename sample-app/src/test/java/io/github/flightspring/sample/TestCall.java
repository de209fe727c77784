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

package io.github.flightspring.sample;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.memory.ApplicationAllocator;
import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A call without a transport, whose allocator must be clean when it is closed.
 */
public final class TestCall implements FlightCall, AutoCloseable {

	private final ApplicationAllocator root = new ApplicationAllocator(Long.MAX_VALUE, Duration.ZERO);

	private final BufferAllocator allocator = this.root.newChildAllocator("call", 0, Long.MAX_VALUE);

	private @Nullable Runnable onCancel;

	private boolean cancelled;

	public void cancel() {
		this.cancelled = true;
		if (this.onCancel != null) {
			this.onCancel.run();
		}
	}

	@Override
	public FlightRpc rpc() {
		return FlightRpc.DO_GET;
	}

	@Override
	public CallHeaders headers() {
		return new FlightCallHeaders();
	}

	@Override
	public CallHeaders responseHeaders() {
		return new FlightCallHeaders();
	}

	@Override
	public CallHeaders responseTrailers() {
		return new FlightCallHeaders();
	}

	@Override
	public @Nullable Principal principal() {
		return null;
	}

	@Override
	public @Nullable SocketAddress peer() {
		return null;
	}

	@Override
	public String transport() {
		return "grpc";
	}

	@Override
	public @Nullable Duration timeRemaining() {
		return null;
	}

	@Override
	public boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public void onCancel(Runnable callback) {
		this.onCancel = callback;
	}

	@Override
	public BufferAllocator allocator() {
		return this.allocator;
	}

	@Override
	public void close() {
		this.allocator.close();
		this.root.close();
	}

}
