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

package io.github.flightspring.handler.method;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.bean.HandlerBean;
import io.github.flightspring.handler.bean.HandlerBeanMethod;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector.MetadataLookup;

/**
 * The detector of the handler methods of {@link FlightEndpoint} beans. It does not create
 * the beans: a lazy bean is created by the first call, a prototype by each call.
 */
public final class FlightHandlerDetector {

	private final ConfigurableListableBeanFactory beanFactory;

	private final FlightHandlerMethodFactory factory;

	private final MappingDetector mappings;

	/**
	 * Create a detector.
	 * @param beanFactory the factory of the beans
	 * @param factory the factory of the handler methods
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
		MetadataLookup<Boolean> mapped = (method) -> MappingDetector.isMapped(method) ? Boolean.TRUE : null;
		List<FlightHandlerMethod> handlers = new ArrayList<>();
		for (HandlerBean bean : HandlerBean.find(this.beanFactory, FlightEndpoint.class)) {
			for (Method method : bean.methods(mapped).keySet()) {
				HandlerBeanMethod invocable = new HandlerBeanMethod(bean, method);
				for (FlightMappingInfo mapping : mappings(bean.type(), method)) {
					handlers.add(this.factory.create(invocable, mapping));
				}
			}
		}
		return new FlightHandlerMapping(handlers);
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

}
