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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.CallTransport;
import io.github.flightspring.handler.call.LaterAnswer;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC transport of one call. It starts the method of the call, and tells the client
 * how the call ends.
 *
 * @param <O> the type of the response messages
 */
final class GrpcTransport<O> implements CallTransport {

	private static final Duration LEAVING = Duration.ofSeconds(1);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final CallLife life;

	private final GrpcFlightCall call;

	private final CallResponse<O> response;

	private final GrpcExceptions exceptions;

	private final Context context = Context.current();

	private final @Nullable GrpcStream stream = GrpcStream.current();

	private volatile Duration dropAfter;

	private volatile Consumer<Duration> idleListener = (limit) -> {
	};

	GrpcTransport(CallLife life, GrpcFlightCall call, CallResponse<O> response, GrpcExceptions exceptions,
			Duration slowConsumerTimeout) {
		this.life = life;
		this.call = call;
		this.response = response;
		this.exceptions = exceptions;
		this.dropAfter = slowConsumerTimeout;
	}

	CallLife life() {
		return this.life;
	}

	GrpcFlightCall call() {
		return this.call;
	}

	CallResponse<O> response() {
		return this.response;
	}

	/**
	 * Limit the size of each message from the client. The call ends if the client exceeds
	 * the limit, or if there is no memory for its message.
	 * @param limit the largest message in bytes
	 */
	void limitMessages(long limit) {
		InboundStream inbound = inbound();
		if (inbound != null) {
			inbound.limit(limit);
			inbound.refuseBy((status) -> this.life.later(SHORTEST, () -> this.life.expire(status)));
		}
	}

	/**
	 * Report that the first of the client's whole messages has been taken.
	 */
	void messageTaken() {
		InboundStream inbound = inbound();
		if (inbound != null) {
			inbound.taken();
		}
	}

	private @Nullable InboundStream inbound() {
		return (this.stream != null) ? this.stream.inbound() : null;
	}

	/**
	 * Set the listener for changes of the longest time that the client may send nothing.
	 * @param listener the listener
	 */
	void onIdle(Consumer<Duration> listener) {
		this.idleListener = listener;
	}

	/**
	 * Run a method as soon as the call is admitted, unless the call has ended.
	 * @param method the method
	 * @param input the input from the client
	 * @param <I> the type of the input
	 */
	<I> void start(FlightMethod<I, O> method, I input) {
		this.life.start(() -> {
			method.answer(this.call, input, this.response);
			CompletableFuture<O> later = this.response.later();
			return (later != null) ? new LaterAnswer<>(later, this.response::send, this.response::sendNow) : null;
		});
	}

	/**
	 * End the call because gRPC has closed it or the client has left.
	 * @param status the status, if the call has not ended by itself
	 */
	void transportClosed(CallStatus status) {
		CallStatus refused = refused();
		this.life.transportClosed((refused != null) ? refused : status);
	}

	private @Nullable CallStatus refused() {
		InboundStream inbound = inbound();
		return (inbound != null) ? inbound.refused() : null;
	}

	@Override
	public Runnable inContext(Runnable task) {
		return this.context.wrap(task);
	}

	@Override
	public void idle(Duration limit) {
		this.response.idleTimeout(limit);
		this.idleListener.accept(limit);
	}

	@Override
	public void abort(CallStatus status) {
		if (status.code() == FlightStatusCode.UNAVAILABLE) {
			// the server shuts down and waits for bytes that its clients have not taken
			this.dropAfter = LEAVING;
		}
		this.response.abort(GrpcStatuses.toGrpc(status).getStatus(), new Metadata());
		dropLater();
	}

	@Override
	public End end(@Nullable CallStatus reason, @Nullable Throwable failure) {
		StatusRuntimeException ending = ending((reason != null) ? reason : refused(), failure);
		Status status = (ending != null) ? ending.getStatus() : Status.OK;
		Metadata trailers = (ending != null && ending.getTrailers() != null) ? ending.getTrailers() : new Metadata();
		return new End(GrpcStatuses.fromGrpc(status), () -> {
			try {
				dropLater();
			}
			finally {
				this.response.close(status, trailers);
			}
		});
	}

	private @Nullable StatusRuntimeException ending(@Nullable CallStatus reason, @Nullable Throwable failure) {
		if (reason != null) {
			return GrpcStatuses.toGrpc(reason);
		}
		return (failure != null) ? this.exceptions.statusOf(failure, this.call, this.life.handlers().last()) : null;
	}

	/**
	 * Reset the stream later, because a client may stop reading even after its call has
	 * ended.
	 */
	private void dropLater() {
		this.life.later(this.dropAfter, () -> {
			if (this.stream != null) {
				this.stream.reset("The client took nothing");
			}
		});
	}

}
