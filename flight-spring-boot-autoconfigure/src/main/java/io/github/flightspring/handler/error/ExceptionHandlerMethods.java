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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightAdvice;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ExceptionDepthComparator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;

/**
 * The {@link io.github.flightspring.annotation.FlightExceptionHandler} methods of the
 * application: those of an endpoint for its own handlers, those of advice beans for all.
 */
public final class ExceptionHandlerMethods {

	private final Map<Class<?>, BeanExceptionHandlers> byEndpoint = new HashMap<>();

	private final List<BeanExceptionHandlers> advice = new ArrayList<>();

	private ExceptionHandlerMethods() {
	}

	/**
	 * Find the methods, without making the beans.
	 * @param beanFactory where the beans are
	 * @return the methods
	 * @throws io.github.flightspring.handler.mapping.InvalidFlightHandlerException if one
	 * of them cannot be called
	 */
	public static ExceptionHandlerMethods detect(ConfigurableListableBeanFactory beanFactory) {
		ExceptionHandlerMethods methods = new ExceptionHandlerMethods();
		for (String name : beanFactory.getBeanNamesForAnnotation(FlightEndpoint.class)) {
			BeanExceptionHandlers handlers = BeanExceptionHandlers.detect(beanFactory, name);
			if (handlers != null) {
				methods.byEndpoint.put(handlers.beanType(), handlers);
			}
		}
		for (String name : beanFactory.getBeanNamesForAnnotation(FlightAdvice.class)) {
			BeanExceptionHandlers handlers = BeanExceptionHandlers.detect(beanFactory, name);
			if (handlers != null) {
				methods.advice.add(handlers);
			}
		}
		methods.advice.sort(Comparator.comparingInt((handlers) -> order(handlers.beanType())));
		return methods;
	}

	private static int order(Class<?> type) {
		return OrderUtils.getOrder(type, Ordered.LOWEST_PRECEDENCE);
	}

	/**
	 * Ask the methods for a status.
	 * @param exception what a handler threw
	 * @param endpointType the class of the handler's bean
	 * @param call the call
	 * @return the status, or {@code null} if no method handles the exception
	 * @throws Exception what a method threw instead of returning a status
	 */
	public @Nullable CallStatus resolve(Throwable exception, Class<?> endpointType, FlightCall call) throws Exception {
		BeanExceptionHandlers own = this.byEndpoint.get(ClassUtils.getUserClass(endpointType));
		CallStatus status = (own != null) ? own.resolve(exception, call) : null;
		for (BeanExceptionHandlers handlers : this.advice) {
			if (status != null) {
				return status;
			}
			status = handlers.resolve(exception, call);
		}
		return status;
	}

	static @Nullable Method closest(Map<Class<? extends Throwable>, Method> methods, Throwable exception) {
		return methods.keySet()
			.stream()
			.filter((type) -> type.isInstance(exception))
			.min(new ExceptionDepthComparator(exception))
			.map(methods::get)
			.orElse(null);
	}

}
