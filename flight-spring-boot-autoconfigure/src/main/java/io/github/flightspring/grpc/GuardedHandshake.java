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

import java.util.Objects;

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.impl.Flight.HandshakeRequest;
import org.apache.arrow.flight.impl.Flight.HandshakeResponse;
import org.jspecify.annotations.Nullable;

/**
 * Serves a handshake until one of its requests is refused. A handshake has no call
 * lifecycle with handlers, and its handler does not see refusals.
 */
final class GuardedHandshake implements ServerCallHandler<Request<HandshakeRequest>, HandshakeResponse> {

	private final MethodDescriptor<HandshakeRequest, HandshakeResponse> method;

	private final ServerCallHandler<HandshakeRequest, HandshakeResponse> handler;

	private final long limit;

	/**
	 * Create the handler.
	 * @param method the method
	 * @param handler the handler of the handshake
	 * @param limit the largest request in bytes
	 */
	GuardedHandshake(MethodDescriptor<HandshakeRequest, HandshakeResponse> method,
			ServerCallHandler<HandshakeRequest, HandshakeResponse> handler, long limit) {
		this.method = method;
		this.handler = handler;
		this.limit = limit;
	}

	@Override
	public ServerCall.Listener<Request<HandshakeRequest>> startCall(
			ServerCall<Request<HandshakeRequest>, HandshakeResponse> call, Metadata headers) {
		Call guarded = new Call(call, this.method);
		GrpcStream stream = GrpcStream.current();
		InboundStream inbound = (stream != null) ? stream.inbound() : null;
		if (inbound != null) {
			inbound.limit(this.limit);
			inbound.refuseBy(guarded::refuse);
		}
		return new Listener(guarded, this.handler.startCall(guarded, headers), inbound);
	}

	/**
	 * The call, as the handler sees it. A gRPC call is not thread-safe, and the client
	 * may send too much at any moment. The lock keeps a refusal from interrupting a
	 * response. Later responses are dropped.
	 */
	private static final class Call extends ServerCall<HandshakeRequest, HandshakeResponse> {

		private final ServerCall<?, HandshakeResponse> call;

		private final MethodDescriptor<HandshakeRequest, HandshakeResponse> method;

		private final CallEnd end;

		private boolean closed;

		Call(ServerCall<?, HandshakeResponse> call, MethodDescriptor<HandshakeRequest, HandshakeResponse> method) {
			this.call = call;
			this.method = method;
			this.end = new CallEnd(call, GrpcStream.current());
		}

		void refuse(CallStatus status) {
			close(GrpcStatuses.toGrpc(status).getStatus(), new Metadata());
		}

		@Override
		public void request(int messages) {
			this.call.request(messages);
		}

		@Override
		public synchronized void sendHeaders(Metadata headers) {
			if (!this.closed) {
				this.call.sendHeaders(headers);
			}
		}

		@Override
		public synchronized void sendMessage(HandshakeResponse message) {
			if (!this.closed) {
				this.call.sendMessage(message);
			}
		}

		@Override
		public boolean isReady() {
			return this.call.isReady();
		}

		@Override
		public synchronized void close(Status status, Metadata trailers) {
			if (!this.closed) {
				this.closed = true;
				this.end.run(() -> this.call.close(status, trailers));
			}
		}

		@Override
		public boolean isCancelled() {
			return this.call.isCancelled();
		}

		@Override
		public SecurityLevel getSecurityLevel() {
			return this.call.getSecurityLevel();
		}

		@Override
		public Attributes getAttributes() {
			return this.call.getAttributes();
		}

		@Override
		public @Nullable String getAuthority() {
			return this.call.getAuthority();
		}

		@Override
		public MethodDescriptor<HandshakeRequest, HandshakeResponse> getMethodDescriptor() {
			return this.method;
		}

	}

	/**
	 * Passes messages on until one is refused. After that the call has ended for the
	 * handler.
	 */
	private static final class Listener extends ServerCall.Listener<Request<HandshakeRequest>> {

		private final Call call;

		private final ServerCall.Listener<HandshakeRequest> listener;

		private final @Nullable InboundStream inbound;

		private boolean refused;

		Listener(Call call, ServerCall.Listener<HandshakeRequest> listener, @Nullable InboundStream inbound) {
			this.call = call;
			this.listener = listener;
			this.inbound = inbound;
		}

		@Override
		public void onMessage(Request<HandshakeRequest> request) {
			if (this.refused) {
				return;
			}
			CallStatus refusal = request.refusal();
			if (refusal != null) {
				this.refused = true;
				this.call.refuse(refusal);
				this.listener.onCancel();
				return;
			}
			this.listener.onMessage(Objects.requireNonNull(request.message()));
			if (this.inbound != null) {
				this.inbound.taken();
			}
		}

		@Override
		public void onHalfClose() {
			if (!this.refused) {
				this.listener.onHalfClose();
			}
		}

		@Override
		public void onCancel() {
			if (!this.refused) {
				this.listener.onCancel();
			}
		}

		@Override
		public void onComplete() {
			if (!this.refused) {
				this.listener.onComplete();
			}
		}

		@Override
		public void onReady() {
			if (!this.refused) {
				this.listener.onReady();
			}
		}

	}

}
