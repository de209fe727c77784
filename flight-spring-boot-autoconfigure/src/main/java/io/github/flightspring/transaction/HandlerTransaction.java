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

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.cancellation.Cancellable;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.method.HandlerAdvice;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetClassAware;
import org.springframework.aop.support.AopUtils;

/**
 * The work of one invocation of a handler, as Spring's transaction interceptor sees it.
 * The transaction is rolled back if the call is cancelled, or if the caller asks for the
 * schema only.
 */
final class HandlerTransaction implements MethodInvocation, TargetClassAware {

	private static final Object[] NO_ARGUMENTS = {};

	private final Class<?> beanType;

	private final Method method;

	private final FlightInvocation invocation;

	private final HandlerAdvice.Work work;

	private CallCancellation.@Nullable Shield shield;

	private boolean cancelled;

	private @Nullable Throwable failure;

	HandlerTransaction(Class<?> beanType, Method method, FlightInvocation invocation, HandlerAdvice.Work work) {
		this.beanType = beanType;
		this.method = method;
		this.invocation = invocation;
		this.work = work;
	}

	/**
	 * Whether an invocation of a proxy is the invocation of the handler.
	 */
	boolean isFor(MethodInvocation other) {
		Object target = other.getThis();
		return target != null && AopUtils.getTargetClass(target) == this.beanType
				&& AopUtils.getMostSpecificMethod(other.getMethod(), this.beanType).equals(this.method);
	}

	@Override
	public @Nullable Object proceed() throws Exception {
		try {
			this.work.run();
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
		finally {
			beginEnd();
		}
		if (this.cancelled) {
			throw CallStatus.CANCELLED.withDescription("The call was cancelled").toRuntimeException();
		}
		return null;
	}

	/**
	 * Decide how the transaction ends. From here on a cancellation is late. It does not
	 * interrupt the commit or the rollback, because an interrupt may close the
	 * connection.
	 */
	private void beginEnd() {
		if (this.invocation.call() instanceof Cancellable call) {
			this.shield = call.cancellation().returned();
		}
		this.cancelled = this.invocation.call().isCancelled();
		if (this.cancelled || this.invocation.isSchemaOnly()) {
			HandlerTransactionInterceptor.rollBack();
		}
	}

	/**
	 * The exception of the work.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Record that the transaction has ended.
	 */
	void ended() {
		if (this.shield != null) {
			this.shield.close();
		}
	}

	@Override
	public Method getMethod() {
		return this.method;
	}

	@Override
	public Object[] getArguments() {
		return NO_ARGUMENTS;
	}

	@Override
	public Object getThis() {
		return this;
	}

	@Override
	public Class<?> getTargetClass() {
		return this.beanType;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.method;
	}

}
