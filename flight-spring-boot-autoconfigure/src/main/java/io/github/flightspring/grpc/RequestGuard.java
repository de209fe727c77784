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

import java.io.InputStream;
import java.util.Objects;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that are not the protobuf message they should be. gRPC would answer
 * UNKNOWN, as for an error of the server's, and log the stack.
 */
final class RequestGuard {

	private RequestGuard() {
	}

	static ServerServiceDefinition guard(ServerServiceDefinition service) {
		ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
			.setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
		// in the order in which the service has them
		var methods = service.getServiceDescriptor()
			.getMethods()
			.stream()
			.map((method) -> guard(Objects.requireNonNull(service.getMethod(method.getFullMethodName()))))
			.toList();
		methods.forEach((method) -> descriptor.addMethod(method.getMethodDescriptor()));
		ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
		methods.forEach(guarded::addMethod);
		return guarded.build();
	}

	private static <I, O> ServerMethodDefinition<?, O> guard(ServerMethodDefinition<I, O> method) {
		MethodDescriptor<I, O> descriptor = method.getMethodDescriptor();
		if (!(descriptor.getRequestMarshaller() instanceof PrototypeMarshaller<I> marshaller)) {
			return method;
		}
		return ServerMethodDefinition.create(
				descriptor.toBuilder(new RequestMarshaller<>(marshaller), descriptor.getResponseMarshaller()).build(),
				new Handler<>(descriptor, method.getServerCallHandler()));
	}

	/**
	 * A request as it has come.
	 *
	 * @param message the message, or {@code null} if the bytes are not one
	 */
	private record Request<I>(@Nullable I message) {

	}

	private record RequestMarshaller<I>(Marshaller<I> marshaller) implements Marshaller<Request<I>> {

		@Override
		public InputStream stream(Request<I> request) {
			return this.marshaller.stream(Objects.requireNonNull(request.message()));
		}

		@Override
		public Request<I> parse(InputStream stream) {
			try {
				return new Request<>(this.marshaller.parse(stream));
			}
			catch (StatusRuntimeException ex) {
				return new Request<>(null);
			}
		}

	}

	private record Handler<I, O>(MethodDescriptor<I, O> descriptor,
			ServerCallHandler<I, O> handler) implements ServerCallHandler<Request<I>, O> {

		@Override
		public ServerCall.Listener<Request<I>> startCall(ServerCall<Request<I>, O> call, Metadata headers) {
			return new Listener<>(call, this.handler.startCall(new Call<>(call, this.descriptor), headers));
		}

	}

	/**
	 * Hands on what comes until a request is refused; then the call is over for who
	 * serves it.
	 */
	private static final class Listener<I> extends ServerCall.Listener<Request<I>> {

		private final ServerCall<Request<I>, ?> call;

		private final ServerCall.Listener<I> listener;

		private boolean refused;

		Listener(ServerCall<Request<I>, ?> call, ServerCall.Listener<I> listener) {
			this.call = call;
			this.listener = listener;
		}

		@Override
		public void onMessage(Request<I> request) {
			if (this.refused) {
				return;
			}
			if (request.message() != null) {
				this.listener.onMessage(request.message());
				return;
			}
			this.refused = true;
			this.call.close(Status.INVALID_ARGUMENT.withDescription("The request is not a message that "
					+ this.call.getMethodDescriptor().getBareMethodName() + " takes"), new Metadata());
			this.listener.onCancel();
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

	private static final class Call<I, O> extends ServerCall<I, O> {

		private final ServerCall<?, O> call;

		private final MethodDescriptor<I, O> descriptor;

		Call(ServerCall<?, O> call, MethodDescriptor<I, O> descriptor) {
			this.call = call;
			this.descriptor = descriptor;
		}

		@Override
		public void request(int messages) {
			this.call.request(messages);
		}

		@Override
		public void sendHeaders(Metadata headers) {
			this.call.sendHeaders(headers);
		}

		@Override
		public void sendMessage(O message) {
			this.call.sendMessage(message);
		}

		@Override
		public boolean isReady() {
			return this.call.isReady();
		}

		@Override
		public void close(Status status, Metadata trailers) {
			this.call.close(status, trailers);
		}

		@Override
		public boolean isCancelled() {
			return this.call.isCancelled();
		}

		@Override
		public void setMessageCompression(boolean enabled) {
			this.call.setMessageCompression(enabled);
		}

		@Override
		public void setCompression(String compressor) {
			this.call.setCompression(compressor);
		}

		@Override
		public void setOnReadyThreshold(int bytes) {
			this.call.setOnReadyThreshold(bytes);
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
		public MethodDescriptor<I, O> getMethodDescriptor() {
			return this.descriptor;
		}

	}

}
