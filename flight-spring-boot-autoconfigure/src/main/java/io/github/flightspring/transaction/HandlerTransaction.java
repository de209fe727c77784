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

package io.github.flightspring.transaction;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.cancellation.Cancellable;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.call.CallTimer;
import io.github.flightspring.handler.routing.DispatchedCall;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * The transaction of one invocation of a handler. It begins where the proxy of the
 * handler's bean begins it, and ends after the last row. It is rolled back if the call is
 * cancelled, or if the caller asks for the schema only.
 */
final class HandlerTransaction {

	private final Class<?> beanType;

	private final Method method;

	private final FlightInvocation invocation;

	private final Supplier<CallTimer> timer;

	private @Nullable Open open;

	private CallTimer.@Nullable Timeout timeout;

	HandlerTransaction(Class<?> beanType, Method method, FlightInvocation invocation, Supplier<CallTimer> timer) {
		this.timer = timer;
		this.beanType = beanType;
		this.method = method;
		this.invocation = invocation;
	}

	Class<?> beanType() {
		return this.beanType;
	}

	Method method() {
		return this.method;
	}

	/**
	 * Whether an invocation of a proxy is the invocation of the handler.
	 */
	boolean isFor(MethodInvocation other) {
		Object target = other.getThis();
		return target != null && AopUtils.getTargetClass(target) == this.beanType
				&& AopUtils.getMostSpecificMethod(other.getMethod(), this.beanType).equals(this.method);
	}

	/**
	 * Record that the transaction has begun. The call ends if the transaction takes
	 * longer than its limit: a transaction manager checks the limit only where a
	 * statement begins.
	 * @param limit the time limit, zero for none
	 */
	void begun(Open transaction, Duration limit) {
		this.open = transaction;
		if (!limit.isZero()) {
			CallStatus status = CallStatus.TIMED_OUT
				.withDescription("The transaction took longer than %s".formatted(limit));
			this.timeout = this.timer.get().add(limit, () -> cancel(status));
		}
	}

	private void cancel(CallStatus status) {
		FlightCall call = this.invocation.call();
		if (call instanceof DispatchedCall dispatched) {
			dispatched.cancel(status);
		}
		else if (call instanceof Cancellable cancellable) {
			cancellable.cancellation().cancel(status);
		}
	}

	/**
	 * End the transaction after the last row.
	 */
	void complete() {
		if (this.open != null) {
			end(null);
			if (this.invocation.call().isCancelled()) {
				throw CallStatus.CANCELLED.withDescription("The call was cancelled").toRuntimeException();
			}
		}
	}

	/**
	 * End the transaction after a failure, which stays the first.
	 */
	void fail(Throwable failure) {
		try {
			end(failure);
		}
		catch (RuntimeException | Error ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * End the transaction. From here on a cancellation is late. It does not interrupt the
	 * commit or the rollback, because an interrupt may close the connection.
	 */
	private void end(@Nullable Throwable failure) {
		Open ended = this.open;
		if (ended == null) {
			return;
		}
		this.open = null;
		if (this.timeout != null) {
			this.timeout.cancel();
			this.timeout = null;
		}
		try (CallCancellation.Shield shield = returned()) {
			if (this.invocation.call().isCancelled() || this.invocation.isSchemaOnly()) {
				ended.rollBack();
			}
			ended.end(failure);
		}
	}

	private CallCancellation.@Nullable Shield returned() {
		return (this.invocation.call() instanceof Cancellable call) ? call.cancellation().returned() : null;
	}

	/**
	 * A transaction that has begun.
	 */
	interface Open {

		/**
		 * Have the transaction rolled back at its end.
		 */
		void rollBack();

		/**
		 * Commit, or roll back if the rules say so for the failure.
		 */
		void end(@Nullable Throwable failure);

	}

}
