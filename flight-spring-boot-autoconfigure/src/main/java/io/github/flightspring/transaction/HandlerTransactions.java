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
import java.util.function.Supplier;

import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.call.CallTimer;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import io.github.flightspring.handler.method.HandlerAdvice;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.StringUtils;

/**
 * Transactions around the work of transactional handlers: from the invocation of the
 * method to the last row. The attributes are those that Spring's interceptor finds for
 * the method, so that propagation, isolation, timeout, the transaction manager and the
 * rollback rules hold.
 */
public final class HandlerTransactions implements HandlerAdvice {

	private final ListableBeanFactory beanFactory;

	private final Supplier<CallTimer> timer;

	/**
	 * Create the advice.
	 * @param beanFactory the factory of the interceptor and of the transaction managers
	 * @param timer the timer of the time limits, which is looked up during calls
	 */
	public HandlerTransactions(ListableBeanFactory beanFactory, Supplier<CallTimer> timer) {
		this.beanFactory = beanFactory;
		this.timer = timer;
	}

	@Override
	public @Nullable Around advise(Class<?> beanType, Method method, FlightReturnType returnType) {
		return this.beanFactory.getBeanProvider(TransactionInterceptor.class)
			.stream()
			.filter(HandlerTransactionInterceptor.class::isInstance)
			.map(HandlerTransactionInterceptor.class::cast)
			.map((interceptor) -> advise(interceptor, beanType, method, returnType))
			.filter((around) -> around != null)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Around advise(HandlerTransactionInterceptor interceptor, Class<?> beanType, Method method,
			FlightReturnType returnType) {
		TransactionAttribute attribute = interceptor.source().getTransactionAttribute(method, beanType);
		// a reactive transaction spans the publisher already
		if (attribute == null || isReactive(attribute)) {
			return null;
		}
		if (attribute.getPropagationBehavior() == TransactionDefinition.PROPAGATION_MANDATORY) {
			throw new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(beanType, method),
					"The transaction of the method has the propagation MANDATORY, but a call begins without a transaction",
					"Use the propagation REQUIRED");
		}
		if (isWithout(attribute)) {
			return around(beanType, method);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType.rawType());
		if (adapter != null && adapter.isMultiValue()) {
			throw new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(beanType, method),
					"The transaction of the method belongs to the thread of the call, but the rows of a '%s' may come from other threads"
						.formatted(returnType.rawType().getSimpleName()),
					"Return a Stream, or use a ReactiveTransactionManager");
		}
		return around(beanType, method);
	}

	/**
	 * Whether the rows are read without a transaction, so that any thread may read them.
	 */
	private static boolean isWithout(TransactionAttribute attribute) {
		return attribute.getPropagationBehavior() == TransactionDefinition.PROPAGATION_NOT_SUPPORTED
				|| attribute.getPropagationBehavior() == TransactionDefinition.PROPAGATION_NEVER;
	}

	private Around around(Class<?> beanType, Method method) {
		return (invocation, work) -> HandlerTransactionInterceptor
			.run(new HandlerTransaction(beanType, method, invocation, this.timer), work);
	}

	private boolean isReactive(TransactionAttribute attribute) {
		String qualifier = attribute.getQualifier();
		if (!StringUtils.hasText(qualifier)) {
			// the one that Spring's interceptor takes, such as the primary one
			TransactionManager manager = this.beanFactory.getBeanProvider(TransactionManager.class).getIfUnique();
			return manager instanceof ReactiveTransactionManager;
		}
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
				ReactiveTransactionManager.class, true, false)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(qualifier::equals, name, this.beanFactory)) {
				return true;
			}
		}
		return false;
	}

}
