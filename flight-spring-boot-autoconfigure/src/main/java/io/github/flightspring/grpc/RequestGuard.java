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

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that are too large, or not the protobuf message they should be. gRPC
 * would answer UNKNOWN for the latter, as for an error of the server's, and log the
 * stack.
 */
final class RequestGuard {

	private RequestGuard() {
	}

	/**
	 * Guard the requests of a service.
	 * @param service the service
	 * @param limit the bytes that a request may have
	 * @return the service, guarded
	 */
	static ServerServiceDefinition guard(ServerServiceDefinition service, long limit) {
		ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
			.setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
		// in the order in which the service has them
		var methods = service.getServiceDescriptor()
			.getMethods()
			.stream()
			.map((method) -> guard(Objects.requireNonNull(service.getMethod(method.getFullMethodName())), limit))
			.toList();
		methods.forEach((method) -> descriptor.addMethod(method.getMethodDescriptor()));
		ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
		methods.forEach(guarded::addMethod);
		return guarded.build();
	}

	private static <I, O> ServerMethodDefinition<?, O> guard(ServerMethodDefinition<I, O> method, long limit) {
		MethodDescriptor<I, O> descriptor = method.getMethodDescriptor();
		if (!(descriptor.getRequestMarshaller() instanceof PrototypeMarshaller<I> marshaller)) {
			return method;
		}
		return ServerMethodDefinition.create(descriptor
			.toBuilder(new RequestMarshaller<>(marshaller, limit, descriptor.getBareMethodName()),
					descriptor.getResponseMarshaller())
			.build(), new Handler<>(descriptor, method.getServerCallHandler(), limit));
	}

	/**
	 * A request as it has come.
	 *
	 * @param message the message, or {@code null} if it is refused
	 * @param refusal why it is refused, or {@code null}
	 */
	private record Request<I>(@Nullable I message, @Nullable CallStatus refusal) {

	}

	private record RequestMarshaller<I>(Marshaller<I> marshaller, long limit,
			@Nullable String method) implements Marshaller<Request<I>> {

		@Override
		public InputStream stream(Request<I> request) {
			return this.marshaller.stream(Objects.requireNonNull(request.message()));
		}

		private static CallStatus exhausted(StatusRuntimeException ex) {
			return CallStatus.RESOURCE_EXHAUSTED
				.withDescription("The request is too large: " + ex.getStatus().getDescription());
		}

		@Override
		public Request<I> parse(InputStream stream) {
			try {
				return new Request<>(this.marshaller.parse(RequestLimit.of(stream, this.limit)), null);
			}
			catch (RequestLimit.ExceededException ex) {
				return new Request<>(null, ex.status());
			}
			catch (StatusRuntimeException ex) {
				return new Request<>(null,
						(ex.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) ? exhausted(ex)
								: CallStatus.INVALID_ARGUMENT.withDescription(
										"The request is not a message that %s takes".formatted(this.method)));
			}
		}

	}

	private record Handler<I, O>(MethodDescriptor<I, O> descriptor, ServerCallHandler<I, O> handler,
			long limit) implements ServerCallHandler<Request<I>, O> {

		@Override
		public ServerCall.Listener<Request<I>> startCall(ServerCall<Request<I>, O> call, Metadata headers) {
			GuardedCall<I, O> guarded = new GuardedCall<>(call, this.descriptor);
			GrpcStream stream = GrpcStream.current();
			InboundStream inbound = (stream != null) ? stream.inbound() : null;
			if (inbound != null) {
				inbound.limit(this.limit);
				inbound.refuseBy((status) -> guarded.close(GrpcStatuses.toGrpc(status).getStatus(), new Metadata()));
			}
			return new Listener<>(guarded, this.handler.startCall(guarded, headers), inbound);
		}

	}

	/**
	 * Hands on what comes until a request is refused; then the call is over for who
	 * serves it.
	 */
	private static final class Listener<I> extends ServerCall.Listener<Request<I>> {

		private final GuardedCall<I, ?> call;

		private final ServerCall.Listener<I> listener;

		private final @Nullable InboundStream inbound;

		private boolean refused;

		Listener(GuardedCall<I, ?> call, ServerCall.Listener<I> listener, @Nullable InboundStream inbound) {
			this.call = call;
			this.listener = listener;
			this.inbound = inbound;
		}

		@Override
		public void onMessage(Request<I> request) {
			if (this.refused) {
				return;
			}
			CallStatus refusal = request.refusal();
			if (refusal == null) {
				this.listener.onMessage(Objects.requireNonNull(request.message()));
				taken();
				return;
			}
			this.refused = true;
			if (this.inbound != null) {
				this.inbound.refusedFor(refusal);
			}
			this.call.close(GrpcStatuses.toGrpc(refusal).getStatus(), new Metadata());
			this.listener.onCancel();
		}

		/**
		 * The one request of a call stays as long as the call.
		 */
		private void taken() {
			if (this.inbound != null && !this.call.getMethodDescriptor().getType().clientSendsOneMessage()) {
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
