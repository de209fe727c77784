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

package io.github.flightspring.autoconfigure;

import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.method.HandlerAdvice;
import io.github.flightspring.transaction.HandlerTransactionPostProcessor;
import io.github.flightspring.transaction.HandlerTransactions;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of transactions that last until the
 * last row of a handler.
 */
@AutoConfiguration(before = FlightAutoConfiguration.class)
@ConditionalOnClass(TransactionInterceptor.class)
public final class FlightTransactionAutoConfiguration {

	@Bean
	static HandlerTransactionPostProcessor flightTransactionPostProcessor(ConfigurableListableBeanFactory beanFactory) {
		return new HandlerTransactionPostProcessor(beanFactory);
	}

	@Bean
	HandlerAdvice flightTransactions(ListableBeanFactory beanFactory, ObjectProvider<CallServices> services) {
		return new HandlerTransactions(beanFactory, () -> services.getObject().timer());
	}

}
