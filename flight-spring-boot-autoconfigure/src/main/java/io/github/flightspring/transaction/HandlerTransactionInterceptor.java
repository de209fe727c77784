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

import java.time.Duration;
import java.util.Objects;

import io.github.flightspring.handler.method.HandlerAdvice;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * The transaction interceptor of an application, which lets the transaction of a handler
 * last until its last row. It begins in the proxy of the handler's bean, after the
 * interceptors before it, such as those of method security. The proxy does not end it.
 */
final class HandlerTransactionInterceptor extends TransactionInterceptor {

	private static final ThreadLocal<@Nullable HandlerTransaction> current = new ThreadLocal<>();

	private final TransactionInterceptor delegate;

	/**
	 * Create an interceptor.
	 * @param delegate the interceptor of all other methods
	 * @param source the source of the transaction attributes
	 */
	HandlerTransactionInterceptor(TransactionInterceptor delegate, TransactionAttributeSource source) {
		this.delegate = delegate;
		setTransactionAttributeSource(source);
		setTransactionManager(delegate.getTransactionManager());
	}

	TransactionAttributeSource source() {
		return Objects.requireNonNull(getTransactionAttributeSource());
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		HandlerTransaction transaction = current.get();
		TransactionAttribute attribute = (transaction != null && transaction.isFor(invocation))
				? source().getTransactionAttribute(transaction.method(), transaction.beanType()) : null;
		if (transaction == null || attribute == null || !(determineTransactionManager(attribute,
				transaction.beanType()) instanceof PlatformTransactionManager manager)) {
			return this.delegate.invoke(invocation);
		}
		// a further invocation of the method has a transaction of its own
		current.remove();
		try {
			begin(transaction, manager, attribute);
			return invocation.proceed();
		}
		catch (Throwable ex) {
			transaction.fail(ex);
			// an interceptor before this one may try again
			current.set(transaction);
			throw ex;
		}
	}

	private void begin(HandlerTransaction transaction, PlatformTransactionManager manager,
			TransactionAttribute attribute) {
		String name = ClassUtils.getQualifiedMethodName(transaction.method(), transaction.beanType());
		TransactionInfo info = createTransactionIfNecessary(manager, attribute, name);
		TransactionStatus status = Objects.requireNonNull(info.getTransactionStatus());
		transaction.begun(new HandlerTransaction.Open() {

			@Override
			public void rollBack() {
				status.setRollbackOnly();
			}

			@Override
			public void end(@Nullable Throwable failure) {
				try {
					if (failure != null && attribute.rollbackOn(failure)) {
						manager.rollback(status);
					}
					else {
						manager.commit(status);
					}
				}
				finally {
					cleanupTransactionInfo(info);
				}
			}

		}, limit(status, manager, attribute));
	}

	/**
	 * Return the time limit of a transaction: that of the method, or else that of the
	 * manager.
	 */
	private static Duration limit(TransactionStatus status, PlatformTransactionManager manager,
			TransactionAttribute attribute) {
		int seconds = attribute.getTimeout();
		if (seconds == TransactionDefinition.TIMEOUT_DEFAULT
				&& manager instanceof AbstractPlatformTransactionManager configured) {
			seconds = configured.getDefaultTimeout();
		}
		return status.isNewTransaction() ? Duration.ofSeconds(Math.max(0, seconds)) : Duration.ZERO;
	}

	/**
	 * Do the work of a handler, whose proxy begins its transaction.
	 * @param transaction the transaction
	 * @param work the work
	 * @throws Exception the exception of the work or of the transaction
	 */
	static void run(HandlerTransaction transaction, HandlerAdvice.Work work) throws Exception {
		current.set(transaction);
		try {
			work.run();
		}
		catch (Throwable ex) {
			transaction.fail(ex);
			throw ex;
		}
		finally {
			current.remove();
		}
		transaction.complete();
	}

}
