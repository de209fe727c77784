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

package io.github.flightspring.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of open calls, including those whose requests have not arrived. An
 * HTTP/2 limit on streams binds a client only after it has acknowledged the limit, which
 * a hostile client never does. When the server has as many calls as allowed, connections
 * with few calls may still open some, so that one client cannot take the place of others.
 * <p>
 * The limit joins a server in three ways. As an interceptor it refuses calls. As a stream
 * tracer it learns when they end. By a {@linkplain #connections() filter} it learns of
 * connections. If one of them is missing, the limit covers less.
 */
public final class OpenCallLimit implements ServerInterceptor {

	/**
	 * The number of calls that every connection may have.
	 */
	private static final int FEW = 16;

	private static final Attributes.Key<Connection> CONNECTION = Attributes.Key.create("flight-connection");

	private final int maxCalls;

	private final int maxCallsPerConnection;

	private int calls;

	private int connections;

	/**
	 * Create the limit.
	 * @param maxCalls the largest number of open calls over all connections
	 * @param maxCallsPerConnection the largest number of open calls of one connection
	 */
	public OpenCallLimit(int maxCalls, int maxCallsPerConnection) {
		this.maxCalls = maxCalls;
		this.maxCallsPerConnection = maxCallsPerConnection;
	}

	/**
	 * The filter that tells this limit of connections.
	 * @return the filter, to be added to the server
	 */
	public ServerTransportFilter connections() {
		return new Connections();
	}

	/**
	 * The number of open calls.
	 * @return their number
	 */
	synchronized int calls() {
		return this.calls;
	}

	/**
	 * Create a slot for one call. The slot is not taken yet.
	 * @return the slot
	 */
	OpenCall call() {
		return new OpenCall();
	}

	@Override
	public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
			ServerCallHandler<I, O> next) {
		GrpcStream stream = GrpcStream.current();
		Status refusal = (stream != null) ? open(stream.open(), call.getAttributes().get(CONNECTION)) : null;
		if (refusal == null) {
			return next.startCall(call, headers);
		}
		call.close(refusal, new Metadata());
		return new ServerCall.Listener<>() {
		};
	}

	private synchronized @Nullable Status open(OpenCall call, @Nullable Connection connection) {
		if (call.closed) {
			return null;
		}
		if (connection != null && connection.calls >= this.maxCallsPerConnection) {
			return Status.RESOURCE_EXHAUSTED.withDescription(("The connection has %d open calls, which is the "
					+ "maximum (flight.server.max-concurrent-calls-per-connection)")
				.formatted(connection.calls));
		}
		if (this.calls >= this.maxCalls && (connection == null || connection.calls >= share())) {
			return Status.UNAVAILABLE.withDescription(
					"The server has the maximum number of open calls (flight.server.max-open-calls): try again later");
		}
		this.calls++;
		call.counted = true;
		if (connection != null) {
			connection.calls++;
			call.connection = connection;
		}
		return null;
	}

	private int share() {
		return Math.max(FEW, this.maxCalls / Math.max(1, this.connections));
	}

	private synchronized void close(OpenCall call) {
		if (call.counted && !call.closed) {
			this.calls--;
			if (call.connection != null) {
				call.connection.calls--;
			}
		}
		call.closed = true;
	}

	private synchronized void count(int change) {
		this.connections += change;
	}

	private static final class Connection {

		private int calls;

	}

	/**
	 * The slot of one call among the open ones.
	 */
	final class OpenCall {

		private boolean counted;

		private boolean closed;

		private @Nullable Connection connection;

		/**
		 * Free the slot. Only the first call of this method has an effect.
		 */
		void close() {
			OpenCallLimit.this.close(this);
		}

	}

	private final class Connections extends ServerTransportFilter {

		@Override
		public Attributes transportReady(Attributes attributes) {
			count(1);
			return attributes.toBuilder().set(CONNECTION, new Connection()).build();
		}

		@Override
		public void transportTerminated(Attributes attributes) {
			if (attributes != null && attributes.get(CONNECTION) != null) {
				count(-1);
			}
		}

	}

}
