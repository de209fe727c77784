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

package io.github.flightspring.handler;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightRpc;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, over any transport. A handler method may take it as a parameter.
 * All methods may be called from any thread.
 */
public interface FlightCall {

	/**
	 * The RPC of the call.
	 * @return the RPC
	 */
	FlightRpc rpc();

	/**
	 * The headers that the client sent. Their names are in lower case.
	 * @return the request's headers
	 */
	CallHeaders headers();

	/**
	 * The parameters of the request: the query of its URI.
	 * @return the values by name, empty where the transport has none
	 */
	default Map<String, List<String>> parameters() {
		return Map.of();
	}

	/**
	 * The response headers. They are sent with the first message of the response. Headers
	 * that are added later are not sent.
	 * @return the response's headers
	 */
	CallHeaders responseHeaders();

	/**
	 * The response trailers. They are sent with the status of the call.
	 * @return the response's trailers
	 */
	CallHeaders responseTrailers();

	/**
	 * The principal of the caller.
	 * @return the principal, or {@code null} for an anonymous caller
	 */
	@Nullable Principal principal();

	/**
	 * The network address of the client.
	 * @return the peer's address, or {@code null} when the transport has none
	 */
	@Nullable SocketAddress peer();

	/**
	 * The name of the transport.
	 * @return {@code grpc} or {@code http}
	 */
	String transport();

	/**
	 * Whether the call came over TLS.
	 * @return {@code true} if it came over TLS
	 */
	default boolean isSecure() {
		return false;
	}

	/**
	 * The time left until the call is ended, by the client's deadline or by the server's
	 * limit, whichever comes first.
	 * @return the time left, zero or less when it has passed, or {@code null} for no
	 * limit
	 */
	@Nullable Duration timeRemaining();

	/**
	 * Whether the call was ended from outside: by the client, its deadline, a time limit,
	 * or the server's shutdown.
	 * @return whether the call is cancelled
	 */
	boolean isCancelled();

	/**
	 * Register a callback that runs when the call is cancelled. If the call is cancelled
	 * already, the callback runs at once. It runs on a thread of the transport and must
	 * not block. It does not run for a call that ends by itself.
	 * @param callback the callback
	 */
	void onCancel(Runnable callback);

	/**
	 * The allocator of this call: a child of the application's, capped by
	 * {@code flight.server.call-memory-limit}, and checked for leaks when the call ends.
	 * @return the call's allocator
	 */
	BufferAllocator allocator();

}
