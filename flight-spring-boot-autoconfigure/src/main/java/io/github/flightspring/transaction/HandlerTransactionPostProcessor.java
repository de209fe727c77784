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

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Replaces Spring's transaction interceptor by one that lets the transaction of a handler
 * last until its last row.
 */
public final class HandlerTransactionPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a post-processor.
	 * @param beanFactory the factory of the interceptor
	 */
	public HandlerTransactionPostProcessor(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != TransactionInterceptor.class) {
			return bean;
		}
		TransactionInterceptor interceptor = (TransactionInterceptor) bean;
		TransactionAttributeSource source = interceptor.getTransactionAttributeSource();
		return (source != null) ? replacement(interceptor, source, beanName) : bean;
	}

	private TransactionInterceptor replacement(TransactionInterceptor interceptor, TransactionAttributeSource source,
			String beanName) {
		HandlerTransactionInterceptor replacement = new HandlerTransactionInterceptor(interceptor, source);
		replacement.setBeanFactory(this.beanFactory);
		// that of an XML configuration, which the interceptor does not tell
		if (this.beanFactory.containsBeanDefinition(beanName) && this.beanFactory.getMergedBeanDefinition(beanName)
			.getPropertyValues()
			.get("transactionManagerBeanName") instanceof String manager) {
			replacement.setTransactionManagerBeanName(manager);
		}
		return replacement;
	}

	@Override
	public int getOrder() {
		return PriorityOrdered.LOWEST_PRECEDENCE;
	}

}
