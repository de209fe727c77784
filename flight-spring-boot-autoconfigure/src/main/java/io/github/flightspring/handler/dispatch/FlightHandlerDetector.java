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

package io.github.flightspring.handler.dispatch;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.util.ClassUtils;

/**
 * Finds the handler methods of {@link FlightEndpoint} beans without making the beans: a
 * lazy bean is made by the first call, a prototype by each.
 */
public final class FlightHandlerDetector {

	private final ConfigurableListableBeanFactory beanFactory;

	private final FlightHandlerMethodFactory factory;

	private final MappingDetector mappings;

	/**
	 * Create a detector.
	 * @param beanFactory where the beans are
	 * @param factory makes the handler methods
	 */
	public FlightHandlerDetector(ConfigurableListableBeanFactory beanFactory, FlightHandlerMethodFactory factory) {
		this.beanFactory = beanFactory;
		this.factory = factory;
		UnaryOperator<String> placeholders = (text) -> {
			String resolved = beanFactory.resolveEmbeddedValue(text);
			return (resolved != null) ? resolved : text;
		};
		this.mappings = new MappingDetector(placeholders);
	}

	/**
	 * Detect all handler methods.
	 * @return the mapping
	 * @throws InvalidFlightHandlerException if a method cannot be served
	 * @throws io.github.flightspring.handler.mapping.AmbiguousFlightMappingException if
	 * two methods serve the same calls
	 */
	public FlightHandlerMapping detect() {
		List<FlightHandlerMethod> handlers = new ArrayList<>();
		for (String name : this.beanFactory.getBeanNamesForAnnotation(FlightEndpoint.class)) {
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null && !ScopedProxyUtils.isScopedTarget(name)) {
				detect(name, type, handlers);
			}
		}
		return new FlightHandlerMapping(handlers);
	}

	private void detect(String beanName, Class<?> type, List<FlightHandlerMethod> handlers) {
		Class<?> userType = ClassUtils.getUserClass(type);
		Supplier<Object> bean = () -> this.beanFactory.getBean(beanName);
		MetadataLookup<Boolean> mapped = (method) -> MappingDetector.isMapped(method) ? Boolean.TRUE : null;
		Set<Method> methods = MethodIntrospector.selectMethods(userType, mapped).keySet();
		methods.forEach((method) -> {
			Method invocable = invocable(userType, method, type);
			for (FlightMappingInfo mapping : mappings(userType, method)) {
				handlers.add(this.factory.create(bean, userType, invocable, mapping));
			}
		});
	}

	private List<FlightMappingInfo> mappings(Class<?> type, Method method) {
		try {
			return this.mappings.detect(type, method);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(type, method),
					String.valueOf(ex.getMessage()), "Change the annotation of the method or that of its class", ex);
		}
	}

	private static Method invocable(Class<?> type, Method method, Class<?> beanType) {
		if (Modifier.isPrivate(method.getModifiers())) {
			throw new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(type, method),
					"The method is private, so that no proxy of the bean could intercept it",
					"Make it package-private, protected or public");
		}
		try {
			return AopUtils.selectInvocableMethod(method, beanType);
		}
		catch (IllegalStateException ex) {
			throw new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(type, method),
					"The bean is a JDK proxy, and none of its interfaces has the method",
					"Move the method to an interface, or set 'spring.aop.proxy-target-class' to true", ex);
		}
	}

}
