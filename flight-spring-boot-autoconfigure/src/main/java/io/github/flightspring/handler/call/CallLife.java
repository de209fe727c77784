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

package io.github.flightspring.handler.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.error.Wrappers;
import io.github.flightspring.handler.routing.CallHandlers;
import io.github.flightspring.handler.running.NoThread;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.internal.DecoratedTask;
import io.github.flightspring.internal.GuardedStep;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life cycle of one call, the same over every transport. The call arrives, waits for
 * admission, and runs on a handler thread. It may then wait for its answer without a
 * thread. It releases its resources and ends with a status. Its end is counted and
 * reported once. If a call is ended before its work has begun, the work never runs.
 */
public final class CallLife {

	private static final Logger logger = LoggerFactory.getLogger(CallLife.class);

	private final LiveCalls calls;

	private final CallServices services;

	private final TrackedCall running;

	private final FlightCaller caller;

	private final CallCancellation cancellation = new CallCancellation();

	private final CallHandlers handlers = new CallHandlers();

	private final CallResources resources;

	private final CallMemory memory;

	private final CallTimeouts timeouts;

	private final CallDeadline deadline;

	private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.ARRIVED);

	private final AtomicBoolean ended = new AtomicBoolean();

	private @Nullable CallTransport transport;

	private volatile @Nullable CompletableFuture<FlightAdmission.Place> place;

	CallLife(LiveCalls calls, TrackedCall running, FlightCaller caller, @Nullable Duration clientLimit) {
		this.calls = calls;
		this.services = calls.services();
		this.running = running;
		this.caller = caller;
		this.resources = new CallResources(running);
		this.memory = new CallMemory(this.services, running, this.handlers);
		this.timeouts = new CallTimeouts(this.services.timer());
		this.deadline = new CallDeadline(this.timeouts, clientLimit, this::expire);
	}

	/**
	 * The running call.
	 * @return the running call
	 */
	public TrackedCall running() {
		return this.running;
	}

	/**
	 * The cancellation of the call.
	 * @return the cancellation
	 */
	public CallCancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * The handlers that serve the call.
	 * @return the handlers
	 */
	public CallHandlers handlers() {
		return this.handlers;
	}

	FlightCaller caller() {
		return this.caller;
	}

	BufferAllocator allocator() {
		return this.memory.allocator();
	}

	@Nullable Duration timeRemaining() {
		return this.deadline.remaining();
	}

	/**
	 * Add a cleanup action, which runs before the call ends, whether or not its work ran.
	 * @param release the action
	 */
	public void releasing(Runnable release) {
		this.resources.add(release);
	}

	/**
	 * Open the call. From now on the call has its limits and can be ended from outside.
	 * It must be {@linkplain #start started} or {@linkplain #endUnstarted ended}.
	 * @param transport the transport of the call
	 */
	public void open(CallTransport transport) {
		this.transport = transport;
		this.calls.add(this);
		this.running.accepted(this.caller.principal(), this::expire);
		this.deadline.limit(this.services.limits().callTimeout(), this.running.age());
	}

	private CallTransport transport() {
		return Objects.requireNonNull(this.transport, "The call is not open");
	}

	/**
	 * Apply the time limits of the call's flight.
	 * @param times the time limits
	 */
	void limit(FlightAdmission.FlightTimes times) {
		if (times.callTimeout() != null) {
			this.deadline.limit(times.callTimeout(), this.running.age());
		}
		if (times.idleTimeout() != null) {
			transport().idle(times.idleTimeout());
		}
	}

	/**
	 * Set the time limit for the client until the call is {@linkplain #start(CallWork)
	 * started}.
	 * @param limit the time from now, zero for no limit
	 */
	public void limitStart(Duration limit) {
		this.timeouts.add(limit, () -> {
			// a call that waits for its place needs no more input to start
			if (!isStarted()) {
				endUnstarted(CallStatus.TIMED_OUT.withDescription("The client sent nothing for %s".formatted(limit))
					.toRuntimeException());
			}
		});
	}

	/**
	 * Run a task later, for example one that aborts a response that the client does not
	 * receive. The task does not run once the transport {@linkplain #transportClosed has
	 * finished} with the call.
	 * @param delay the time from now, zero for never
	 * @param task the task, which must not block
	 */
	public void later(Duration delay, Runnable task) {
		this.timeouts.add(delay, task);
	}

	/**
	 * Whether {@link #start} was called. The call may still wait for its place.
	 * @return {@code true} if it was
	 */
	public boolean isStarted() {
		return this.stage.get() != Stage.ARRIVED;
	}

	/**
	 * Run the work as soon as the call is admitted, unless the call has ended. Only the
	 * first call of this method has an effect.
	 * @param work the work
	 */
	public void start(CallWork work) {
		if (!this.stage.compareAndSet(Stage.ARRIVED, Stage.WAITING)) {
			return;
		}
		Runnable task;
		try {
			// the place may arrive on the thread of another call, with its context
			task = new DecoratedTask(this.running, () -> run(work), this::decorate, this::end);
		}
		catch (Throwable ex) {
			endUnstarted(ex);
			return;
		}
		CompletableFuture<FlightAdmission.Place> admission = admit();
		this.place = admission;
		admission.whenComplete((admitted, refusal) -> {
			if (refusal != null) {
				this.running.notAdmitted(refusal);
				endUnstarted(refusal);
			}
			else {
				launch(task, admitted);
			}
		});
		if (this.stage.get() == Stage.ENDED) {
			admission.cancel(false);
		}
	}

	private CompletableFuture<FlightAdmission.Place> admit() {
		try {
			return Objects.requireNonNull(this.services.admission().admit(this.running),
					"The FlightAdmission returned no future");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void launch(Runnable task, FlightAdmission.Place admitted) {
		if (!this.stage.compareAndSet(Stage.WAITING, Stage.RUNNING)) {
			GuardedStep.run(this.running, "the release of its place", admitted::release);
			return;
		}
		this.running.admitted(admitted);
		try {
			this.services.threads().executor().execute(task);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			end(NoThread.refuse(this.running, ex));
		}
		catch (Throwable ex) {
			end(ex);
		}
	}

	private Runnable decorate(Runnable task) {
		return this.services.threads().capture(inContext(task));
	}

	private Runnable inContext(Runnable task) {
		return transport().inContext(this.caller.wrap(task));
	}

	private void run(CallWork work) {
		Throwable failure = null;
		LaterAnswer<?> later = null;
		this.cancellation.enter();
		try (CallWatch.Scope scope = this.running.open()) {
			this.cancellation.throwIfCancelled();
			later = work.answer();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		if (later == null) {
			end(failure);
			return;
		}
		try {
			await(later);
		}
		catch (Throwable ex) {
			end(ex);
		}
	}

	private <T> void await(LaterAnswer<T> later) {
		if (later.answer().isDone()) {
			later.answer().whenComplete((answer, failure) -> send(later.send(), answer, failure));
			return;
		}
		this.cancellation.park();
		this.running.parked();
		later.answer().whenComplete((answer, failure) -> resume(() -> send(later.sendNow(), answer, failure)));
	}

	private void resume(Runnable task) {
		try {
			new DecoratedTask(this.running, task, this::inContext, this::end).run();
		}
		catch (Throwable ex) {
			end(ex);
		}
	}

	private <T> void send(Consumer<T> sender, T answer, @Nullable Throwable failure) {
		Throwable cause = (failure != null) ? Wrappers.unwrap(failure) : null;
		try (CallWatch.Scope scope = this.running.open()) {
			this.cancellation.throwIfCancelled();
			if (cause == null) {
				sender.accept(answer);
			}
		}
		catch (Throwable ex) {
			cause = ex;
		}
		end(cause);
	}

	/**
	 * End a call whose work has not begun. The work will never run.
	 * @param failure the exception that the call fails with, or {@code null} if it was
	 * cancelled
	 */
	public void endUnstarted(@Nullable Throwable failure) {
		Stage before = this.stage.getAndUpdate((now) -> (now == Stage.RUNNING) ? now : Stage.ENDED);
		if (before == Stage.ARRIVED || before == Stage.WAITING) {
			CompletableFuture<FlightAdmission.Place> waiting = this.place;
			if (waiting != null) {
				GuardedStep.run(this.running, "the end of its wait", () -> waiting.cancel(false));
			}
			end(failure);
		}
	}

	/**
	 * End the call from outside. The client gets the status at once if the transport can
	 * send it. The handler is interrupted. The call's resources are released when the
	 * handler returns.
	 * @param status the status
	 */
	public void expire(CallStatus status) {
		this.cancellation.cancel(status);
		// a call that ends by itself in this moment keeps its status
		if (this.cancellation.isCancelled()) {
			GuardedStep.run(this.running, "the notice to its client", () -> transport().abort(status));
		}
		endUnstarted(null);
	}

	/**
	 * Record that the transport has finished with the call, or that the client has
	 * disconnected. The handler is interrupted.
	 * @param status the status of the call if it has not ended by itself
	 */
	public void transportClosed(CallStatus status) {
		this.cancellation.cancel(status);
		endUnstarted(null);
		this.timeouts.close();
	}

	/**
	 * End a call that could not be opened. Its transport is not asked for the status and
	 * does not notify the client.
	 * @param status the status that the client gets
	 * @param failure the reason
	 */
	public void discard(FlightStatusCode status, Throwable failure) {
		this.timeouts.close();
		end(failure, (reason, cause) -> new CallTransport.End(status, () -> {
		}));
	}

	private void end(@Nullable Throwable failure) {
		end(failure, this::decideEnd);
	}

	private void end(@Nullable Throwable failure,
			BiFunction<@Nullable CallStatus, @Nullable Throwable, CallTransport.End> decision) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.stage.set(Stage.ENDED);
		this.cancellation.leave();
		this.timeouts.clear();
		CallStatus reason = this.cancellation.reason();
		Throwable cause = this.resources.release(failure, reason != null);
		CallTransport.End end;
		try (CallWatch.Scope scope = this.running.open()) {
			end = decision.apply(reason, cause);
			GuardedStep.run(this.running, "the check for leaks",
					() -> this.memory.close(cause != null || reason != null));
		}
		this.running.end(end.status(), cause);
		GuardedStep.run(this.running, "the answer to its client", end.close());
		this.calls.remove(this);
	}

	private CallTransport.End decideEnd(@Nullable CallStatus reason, @Nullable Throwable cause) {
		try {
			return transport().end(reason, cause);
		}
		catch (Throwable ex) {
			logger.error("The status of {} could not be decided", this.running, ex);
		}
		CallStatus failed = CallStatus.INTERNAL.withDescription("The server failed");
		try {
			return transport().end(failed, null);
		}
		catch (Throwable ex) {
			logger.error("The failure of {} could not be told to its client", this.running, ex);
			return new CallTransport.End(failed.code(), () -> transport().abort(failed));
		}
	}

	private enum Stage {

		/**
		 * The client has not yet sent the input that the work begins with.
		 */
		ARRIVED,

		/**
		 * The call waits for its place.
		 */
		WAITING,

		/**
		 * The work has begun.
		 */
		RUNNING,

		/**
		 * The call has ended, or ends.
		 */
		ENDED

	}

}
