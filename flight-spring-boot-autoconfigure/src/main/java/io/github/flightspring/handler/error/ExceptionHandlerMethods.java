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

package io.github.flightspring.handler.error;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightAdvice;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.bean.HandlerBean;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

/**
 * The {@link io.github.flightspring.annotation.FlightExceptionHandler} methods of the
 * application: methods of an endpoint apply to its own handlers, methods of advice beans
 * to all handlers.
 */
public final class ExceptionHandlerMethods implements SmartInitializingSingleton {

	private final Map<String, BeanExceptionHandlers> byEndpoint = new HashMap<>();

	private final List<BeanExceptionHandlers> advice = new ArrayList<>();

	private ExceptionHandlerMethods() {
	}

	/**
	 * Find the methods, without creating the beans.
	 * @param beanFactory the factory of the beans
	 * @return the methods
	 * @throws io.github.flightspring.handler.mapping.InvalidFlightHandlerException if one
	 * of them cannot be called
	 */
	public static ExceptionHandlerMethods detect(ConfigurableListableBeanFactory beanFactory) {
		ExceptionHandlerMethods methods = new ExceptionHandlerMethods();
		for (HandlerBean bean : HandlerBean.find(beanFactory, FlightEndpoint.class)) {
			BeanExceptionHandlers handlers = BeanExceptionHandlers.detect(bean);
			if (handlers != null) {
				methods.byEndpoint.put(bean.name(), handlers);
			}
		}
		for (HandlerBean bean : HandlerBean.find(beanFactory, FlightAdvice.class)) {
			BeanExceptionHandlers handlers = BeanExceptionHandlers.detect(bean);
			if (handlers != null) {
				methods.advice.add(handlers);
			}
		}
		methods.advice.sort(Comparator.comparingInt((handlers) -> order(handlers.bean().type())));
		return methods;
	}

	private static int order(Class<?> type) {
		return OrderUtils.getOrder(type, Ordered.LOWEST_PRECEDENCE);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.byEndpoint.values().forEach(BeanExceptionHandlers::check);
		this.advice.forEach(BeanExceptionHandlers::check);
	}

	/**
	 * Ask the methods for a status.
	 * @param exception the exception that a handler threw
	 * @param endpoint the name of the handler's bean
	 * @param call the call
	 * @return the status, or {@code null} if no method handles the exception
	 * @throws Exception the exception that a method threw instead of returning a status
	 */
	public @Nullable CallStatus resolve(Throwable exception, String endpoint, FlightCall call) throws Exception {
		BeanExceptionHandlers own = this.byEndpoint.get(endpoint);
		CallStatus status = (own != null) ? own.resolve(exception, call) : null;
		for (BeanExceptionHandlers handlers : this.advice) {
			if (status != null) {
				return status;
			}
			status = handlers.resolve(exception, call);
		}
		return status;
	}

}
