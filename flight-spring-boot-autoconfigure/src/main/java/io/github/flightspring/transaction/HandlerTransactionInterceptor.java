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

import java.util.Objects;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * The transaction interceptor of an application, which lets a transaction span the whole
 * work of a handler. The proxy of the handler's bean then neither begins nor ends a
 * transaction.
 */
final class HandlerTransactionInterceptor extends TransactionInterceptor {

	private static final ThreadLocal<@Nullable HandlerTransaction> current = new ThreadLocal<>();

	private final TransactionInterceptor delegate;

	/**
	 * Create an interceptor.
	 * @param delegate the interceptor that begins and ends transactions
	 * @param source the source of the transaction attributes
	 */
	HandlerTransactionInterceptor(TransactionInterceptor delegate, TransactionAttributeSource source) {
		this.delegate = delegate;
		setTransactionAttributeSource(source);
	}

	TransactionAttributeSource source() {
		return Objects.requireNonNull(getTransactionAttributeSource());
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		HandlerTransaction transaction = current.get();
		if (transaction == null || !transaction.isFor(invocation)) {
			return this.delegate.invoke(invocation);
		}
		// a further invocation of the method has a transaction of its own
		current.remove();
		return invocation.proceed();
	}

	/**
	 * Do the work of a handler within its transaction.
	 * @param transaction the transaction
	 * @throws Throwable the exception of the work or of the transaction
	 */
	void run(HandlerTransaction transaction) throws Throwable {
		current.set(transaction);
		try {
			this.delegate.invoke(transaction);
		}
		finally {
			current.remove();
			transaction.ended();
		}
	}

	/**
	 * Have the transaction of the current thread rolled back, if there is one.
	 */
	static void rollBack() {
		TransactionInfo info = currentTransactionInfo();
		TransactionStatus status = (info != null) ? info.getTransactionStatus() : null;
		if (status != null) {
			status.setRollbackOnly();
		}
	}

}
