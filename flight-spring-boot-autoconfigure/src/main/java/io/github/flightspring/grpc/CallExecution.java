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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.call.CallTimeouts;
import io.github.flightspring.handler.running.CallWatch;
import io.github.flightspring.handler.running.FlightAdmission;
import io.github.flightspring.handler.running.NoThread;
import io.github.flightspring.handler.running.RunningCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The life of one call: runs its method on the handlers' executor within gRPC's context,
 * frees what it held, and ends the call with its status. Either the method runs, or the
 * call ends without; whichever comes first has the call.
 *
 * @param <O> the type of the messages of the answer
 */
final class CallExecution<O> {

	private static final Duration LEAVING = Duration.ofSeconds(1);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final GrpcFlightCall call;

	private final CallResponse<O> response;

	private final CallCancellation cancellation;

	private final CallTimeouts timeouts;

	private final GrpcExceptions exceptions;

	private volatile Duration dropAfter;

	private final FlightAdmission admission;

	private final AtomicBoolean asked = new AtomicBoolean();

	private final AtomicBoolean taken = new AtomicBoolean();

	private final AtomicInteger limits = new AtomicInteger();

	private volatile @Nullable CompletableFuture<FlightAdmission.Place> place;

	private final Context context = Context.current();

	private final @Nullable GrpcStream stream = GrpcStream.current();

	private volatile boolean completed;

	private volatile Consumer<Duration> idleListener = (limit) -> {
	};

	private final CallResources resources = new CallResources();

	CallExecution(GrpcFlightCall call, CallResponse<O> response, CallCancellation cancellation, CallTimeouts timeouts,
			GrpcExceptions exceptions, Duration slowConsumerTimeout, FlightAdmission admission) {
		this.call = call;
		this.response = response;
		this.cancellation = cancellation;
		this.timeouts = timeouts;
		this.exceptions = exceptions;
		this.dropAfter = slowConsumerTimeout;
		this.admission = admission;
		call.cancelledBy(this::expire);
	}

	GrpcFlightCall call() {
		return this.call;
	}

	RunningCall running() {
		return this.call.running();
	}

	CallResponse<O> response() {
		return this.response;
	}

	CallCancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Say what frees something of the call. It runs before the call ends, whether or not
	 * the method ran.
	 * @param release frees something
	 */
	void releasing(Runnable release) {
		this.resources.add(release);
	}

	/**
	 * Limit the time that the call may take, instead of the limit that was set before.
	 * @param limit the time from the call's start, zero for no limit
	 */
	void limit(Duration limit) {
		int current = this.limits.incrementAndGet();
		if (limit.isZero()) {
			return;
		}
		Duration left = limit.minus(running().age());
		this.timeouts.add(left.compareTo(SHORTEST) > 0 ? left : SHORTEST, () -> {
			if (this.limits.get() == current) {
				expire(CallStatus.TIMED_OUT.withDescription("The call took longer than %s".formatted(limit)));
			}
		});
	}

	/**
	 * Say what else changes when the idle time of the call does.
	 * @param listener takes the time
	 */
	void onIdle(Consumer<Duration> listener) {
		this.idleListener = listener;
	}

	/**
	 * Limit the time that the client may take or send nothing.
	 * @param limit the time, zero for no limit
	 */
	void idle(Duration limit) {
		this.response.idleTimeout(limit);
		this.idleListener.accept(limit);
	}

	/**
	 * Limit the time that the call may take to start.
	 * @param limit the time from now, zero for no limit
	 */
	void limitStart(Duration limit) {
		this.timeouts.add(limit, () -> {
			// one that waits for its place has sent enough
			if (!isAsked()) {
				endUnstarted(CallStatus.TIMED_OUT.withDescription("The client sent nothing for %s".formatted(limit))
					.toRuntimeException());
			}
		});
	}

	/**
	 * End the call soon, on another thread.
	 * @param status why
	 */
	void refuse(CallStatus status) {
		this.timeouts.add(SHORTEST, () -> expire(status));
	}

	/**
	 * Whether the call was told to start. It may still wait for its place.
	 * @return whether it was
	 */
	boolean isAsked() {
		return this.asked.get();
	}

	/**
	 * Run the method as soon as the call is admitted, unless it has ended. The first time
	 * counts.
	 * @param executor where
	 * @param method the method
	 * @param input what the client sent
	 * @param <I> the type of the input
	 */
	<I> void start(Executor executor, FlightMethod<I, O> method, I input) {
		if (!this.asked.compareAndSet(false, true)) {
			return;
		}
		CompletableFuture<FlightAdmission.Place> place = this.admission.admit(running());
		this.place = place;
		place.whenComplete((admitted, refusal) -> {
			if (refusal != null) {
				endUnstarted(refusal);
			}
			else {
				launch(executor, method, input, admitted);
			}
		});
		if (this.taken.get()) {
			place.cancel(false);
		}
	}

	private <I> void launch(Executor executor, FlightMethod<I, O> method, I input, FlightAdmission.Place place) {
		if (!this.taken.compareAndSet(false, true)) {
			place.release();
			return;
		}
		running().admitted(place);
		try {
			executor.execute(this.context.wrap(this.call.caller().wrap(() -> run(method, input))));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			this.cancellation.leave();
			finish(NoThread.refuse(running(), ex));
		}
		catch (RuntimeException ex) {
			this.cancellation.leave();
			finish(ex);
		}
	}

	private <I> void run(FlightMethod<I, O> method, I input) {
		Throwable failure = null;
		this.cancellation.enter();
		try (CallWatch.Scope scope = running().open()) {
			this.cancellation.throwIfCancelled();
			method.answer(this.call, input, this.response);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		CompletableFuture<O> later = (failure == null) ? this.response.later() : null;
		if (later == null) {
			this.cancellation.leave();
			finish(failure);
		}
		else {
			new ParkedAnswer<>(this, later, this::finish).await(this.context);
		}
	}

	/**
	 * End a call whose method has not started; it never will.
	 * @param failure why, or {@code null} if the call was cancelled
	 */
	void endUnstarted(@Nullable Throwable failure) {
		if (this.taken.compareAndSet(false, true)) {
			CompletableFuture<FlightAdmission.Place> waiting = this.place;
			if (waiting != null) {
				waiting.cancel(false);
			}
			this.cancellation.leave();
			finish(failure);
		}
	}

	/**
	 * End a call that takes too long: its client is told at once, its handler is
	 * interrupted and frees what it holds when it returns.
	 * @param status why
	 */
	private void expire(CallStatus status) {
		if (status.code() == FlightStatusCode.UNAVAILABLE) {
			// the server shuts down, and waits for what its clients have not taken
			this.dropAfter = LEAVING;
		}
		this.cancellation.cancel(status);
		StatusRuntimeException grpc = GrpcStatuses.toGrpc(status);
		this.response.abort(grpc.getStatus(), new Metadata());
		dropLater();
		endUnstarted(null);
	}

	/**
	 * The transport is done with the call, or the client has left.
	 * @param status why the call ends if it has not ended by itself
	 */
	void completed(CallStatus status) {
		CallStatus refused = refused();
		this.cancellation.cancel((refused != null) ? refused : status);
		this.completed = true;
		endUnstarted(null);
		this.timeouts.clear();
	}

	private @Nullable CallStatus refused() {
		InboundStream inbound = (this.stream != null) ? this.stream.inbound() : null;
		return (inbound != null) ? inbound.refused() : null;
	}

	private void finish(@Nullable Throwable failure) {
		this.timeouts.clear();
		Throwable cause = this.resources.release(failure);
		StatusRuntimeException status;
		try (CallWatch.Scope scope = running().open()) {
			status = status(cause);
			this.call.handlers().closeAllocator(this.call, status != null);
		}
		running().end(GrpcStatuses.fromGrpc((status != null) ? status.getStatus() : Status.OK), cause);
		dropLater();
		if (status == null) {
			this.response.close(Status.OK, new Metadata());
		}
		else {
			Metadata trailers = status.getTrailers();
			this.response.close(status.getStatus(), (trailers != null) ? trailers : new Metadata());
		}
	}

	/**
	 * A client may take nothing of a call that has ended, too.
	 */
	private void dropLater() {
		if (!this.completed) {
			this.timeouts.add(this.dropAfter, this::reset);
		}
	}

	private void reset() {
		if (this.stream != null) {
			this.stream.reset("The client took nothing");
		}
	}

	private @Nullable StatusRuntimeException status(@Nullable Throwable failure) {
		// the rest of what was refused may come before the call ends for it
		CallStatus reason = (this.cancellation.reason() != null) ? this.cancellation.reason() : refused();
		if (reason != null) {
			return GrpcStatuses.toGrpc(reason);
		}
		return (failure != null) ? this.exceptions.statusOf(failure, this.call, this.call.handlers().last()) : null;
	}

}
