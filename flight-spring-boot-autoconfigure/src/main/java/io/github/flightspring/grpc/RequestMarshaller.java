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

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import io.github.flightspring.internal.CountingInput;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;

/**
 * Reads requests. A request that is too large, or not the expected protobuf message, is
 * refused. gRPC would answer {@code UNKNOWN} for a malformed message, as for a server
 * error, and log the stack trace.
 *
 * @param marshaller the marshaller of the message
 * @param limit the largest request in bytes
 * @param method the name of the method
 * @param <I> the type of the message
 */
record RequestMarshaller<I>(Marshaller<I> marshaller, long limit, String method) implements Marshaller<Request<I>> {

	/**
	 * Create the descriptor of a method whose requests are read by this marshaller.
	 * @param method the method
	 * @param limit the largest request in bytes
	 * @param <I> the type of the request
	 * @param <O> the type of the response messages
	 * @return the descriptor
	 */
	static <I, O> MethodDescriptor<Request<I>, O> of(MethodDescriptor<I, O> method, long limit) {
		return method
			.toBuilder(new RequestMarshaller<>(method.getRequestMarshaller(), limit,
					Objects.requireNonNull(method.getBareMethodName())), method.getResponseMarshaller())
			.build();
	}

	@Override
	public InputStream stream(Request<I> request) {
		return this.marshaller.stream(Objects.requireNonNull(request.message()));
	}

	@Override
	public Request<I> parse(InputStream stream) {
		try {
			return new Request<>(this.marshaller.parse(limited(stream)), null);
		}
		catch (TooLargeException ex) {
			return new Request<>(null, ex.status);
		}
		catch (StatusRuntimeException ex) {
			return new Request<>(null,
					(ex.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) ? exhausted(ex)
							: CallStatus.INVALID_ARGUMENT
								.withDescription("The request is not a message of %s".formatted(this.method)));
		}
	}

	private static CallStatus exhausted(StatusRuntimeException ex) {
		return CallStatus.RESOURCE_EXHAUSTED
			.withDescription("The request is too large: " + ex.getStatus().getDescription());
	}

	/**
	 * Limit a request by its length before its bytes are read. If the length is unknown
	 * because the request is compressed, the limit applies while it is read.
	 */
	private InputStream limited(InputStream request) {
		if (!(request instanceof KnownLength)) {
			return new Limited(request);
		}
		try {
			int size = request.available();
			if (size > this.limit) {
				throw new TooLargeException(tooLarge(size, this.limit));
			}
			return request;
		}
		catch (IOException ex) {
			throw new IllegalStateException("A request has no length", ex);
		}
	}

	/**
	 * The refusal of a request that is too large.
	 * @param size the number of received bytes
	 * @param limit the largest request in bytes
	 * @return the status
	 */
	static CallStatus tooLarge(long size, long limit) {
		return CallStatus.RESOURCE_EXHAUSTED
			.withDescription(("The request has %d bytes or more, which is above the limit of %d "
					+ "(flight.server.max-request-size)")
				.formatted(size, limit));
	}

	private static final class TooLargeException extends RuntimeException {

		private final transient CallStatus status;

		TooLargeException(CallStatus status) {
			super(status.description(), null, false, false);
			this.status = status;
		}

	}

	private final class Limited extends CountingInput {

		Limited(InputStream request) {
			super(request);
		}

		@Override
		protected void counted(int bytes) {
			if (count() > RequestMarshaller.this.limit) {
				throw new TooLargeException(tooLarge(count(), RequestMarshaller.this.limit));
			}
		}

	}

}
