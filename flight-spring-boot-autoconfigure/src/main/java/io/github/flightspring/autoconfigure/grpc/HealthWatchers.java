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

package io.github.flightspring.autoconfigure.grpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.flightspring.autoconfigure.ShutdownListener;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;

/**
 * Ends the watch streams of gRPC's health service at shutdown, when the calls have ended
 * and the watching clients have received NOT_SERVING. These streams have no other end:
 * the server would wait for them for its whole grace period.
 */
final class HealthWatchers implements ServerInterceptor, ShutdownListener {

	private static final Status ENDED = Status.UNAVAILABLE.withDescription("The server shuts down");

	private final Set<Watcher<?, ?>> watchers = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	@Override
	public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
		if (!HealthGrpc.getWatchMethod().getFullMethodName().equals(call.getMethodDescriptor().getFullMethodName())) {
			return next.startCall(call, headers);
		}
		Watcher<Q, A> watcher = new Watcher<>(call);
		this.watchers.removeIf(Watcher::isOver);
		this.watchers.add(watcher);
		Listener<Q> listener = next.startCall(watcher, headers);
		if (this.ended) {
			watcher.end();
		}
		return listener;
	}

	@Override
	public void shutdownStarts() {
		// the health service notifies them
	}

	@Override
	public void callsHaveEnded() {
		this.ended = true;
		this.watchers.forEach(Watcher::end);
	}

	/**
	 * A watch call. The health service and the shutdown may end it from different
	 * threads.
	 */
	private static final class Watcher<Q, A> extends SimpleForwardingServerCall<Q, A> {

		private boolean closed;

		Watcher(ServerCall<Q, A> call) {
			super(call);
		}

		synchronized boolean isOver() {
			return this.closed || isCancelled();
		}

		@Override
		public synchronized void sendHeaders(Metadata headers) {
			if (!this.closed) {
				super.sendHeaders(headers);
			}
		}

		@Override
		public synchronized void sendMessage(A message) {
			if (!this.closed) {
				super.sendMessage(message);
			}
		}

		@Override
		public synchronized void close(Status status, Metadata trailers) {
			if (!this.closed) {
				this.closed = true;
				super.close(status, trailers);
			}
		}

		synchronized void end() {
			if (!isOver()) {
				close(ENDED, new Metadata());
			}
		}

	}

}
