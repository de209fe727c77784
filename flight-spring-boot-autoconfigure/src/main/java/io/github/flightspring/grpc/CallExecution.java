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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one call: runs its method on the handlers' executor within gRPC's context,
 * frees what it held, and ends the call with its status.
 *
 * @param <O> the type of the messages of the answer
 */
final class CallExecution<O> {

	private static final Logger logger = LoggerFactory.getLogger(CallExecution.class);

	private final GrpcFlightCall call;

	private final CallResponse<O> response;

	private final CallCancellation cancellation;

	private final BufferAllocator allocator;

	private final GrpcExceptions exceptions;

	private volatile @Nullable ScheduledFuture<?> timeout;

	private final @Nullable O poison;

	private final Context context = Context.current();

	CallExecution(GrpcFlightCall call, CallResponse<O> response, CallCancellation cancellation,
			BufferAllocator allocator, GrpcExceptions exceptions, @Nullable O poison) {
		this.call = call;
		this.response = response;
		this.cancellation = cancellation;
		this.allocator = allocator;
		this.exceptions = exceptions;
		this.poison = poison;
		call.cancelledBy(this::expire);
	}

	GrpcFlightCall call() {
		return this.call;
	}

	CallResponse<O> response() {
		return this.response;
	}

	CallCancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Limit the time that the call may take.
	 * @param timer ends it
	 * @param limit the time from now
	 */
	void limit(ScheduledExecutorService timer, Duration limit) {
		CallStatus status = CallStatus.TIMED_OUT.withDescription("The call took longer than %s".formatted(limit));
		this.timeout = timer.schedule(() -> expire(status), limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Run the method.
	 * @param executor where
	 * @param method the method
	 * @param input what the client sent
	 * @param release frees the input; runs before the call ends, whether or not the
	 * method ran
	 * @param <I> the type of the input
	 */
	<I> void start(Executor executor, FlightMethod<I, O> method, I input, Runnable release) {
		try {
			executor.execute(this.context.wrap(() -> run(method, input, release)));
		}
		catch (RejectedExecutionException ex) {
			release.run();
			end(CallStatus.UNAVAILABLE.withDescription("The server has no thread left for the call, or shuts down")
				.withCause(ex)
				.toRuntimeException());
		}
	}

	private <I> void run(FlightMethod<I, O> method, I input, Runnable release) {
		Throwable failure = null;
		this.cancellation.enter();
		try {
			this.cancellation.throwIfCancelled();
			method.answer(this.call, input, this.response);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			this.cancellation.leave();
			release.run();
		}
		end(failure);
	}

	/**
	 * End a call, whether or not its method ran.
	 * @param failure what went wrong, or {@code null}
	 */
	void end(@Nullable Throwable failure) {
		ScheduledFuture<?> pending = this.timeout;
		if (pending != null) {
			pending.cancel(false);
		}
		StatusRuntimeException status = status(failure);
		closeAllocator();
		if (status == null) {
			this.response.close(Status.OK, new Metadata());
		}
		else {
			close(status);
		}
	}

	private @Nullable StatusRuntimeException status(@Nullable Throwable failure) {
		CallStatus reason = this.cancellation.reason();
		if (reason != null) {
			return GrpcStatuses.toGrpc(reason);
		}
		return (failure != null) ? this.exceptions.translate(failure, this.call, this.call.handler()) : null;
	}

	/**
	 * End a call that takes too long: its client is told at once, its handler is
	 * interrupted and frees what it holds when it returns.
	 * @param status why
	 */
	void expire(CallStatus status) {
		this.cancellation.cancel(status);
		close(GrpcStatuses.toGrpc(status));
	}

	/**
	 * Tell the client why its call ended. To one that takes nothing no status can be
	 * told: its stream is reset, so that what waits for it is dropped.
	 */
	private void close(StatusRuntimeException status) {
		if (this.cancellation.isCancelled() && this.poison != null && !this.response.isReady()) {
			this.response.reset(this.poison);
			return;
		}
		Metadata trailers = status.getTrailers();
		this.response.close(status.getStatus(), (trailers != null) ? trailers : new Metadata());
	}

	private void closeAllocator() {
		long leaked = this.allocator.getAllocatedMemory();
		if (leaked > 0) {
			logger.error("{} leaked {} bytes of Arrow memory: {} did not close every vector, root or reader it made",
					this.call.rpc().methodName(), leaked, this.call.handler());
		}
		try {
			this.allocator.close();
		}
		catch (IllegalStateException ex) {
			logger.debug("The allocator of a call could not be closed", ex);
		}
	}

}
