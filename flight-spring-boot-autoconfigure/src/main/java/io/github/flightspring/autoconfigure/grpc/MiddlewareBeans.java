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

package io.github.flightspring.autoconfigure.grpc;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter.KeyFactory;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The application's {@link FlightServerMiddleware.Factory} beans. The key of each is its
 * bean name. They are in the order of the beans.
 */
final class MiddlewareBeans {

	private MiddlewareBeans() {
	}

	static Map<String, FlightServerMiddleware.Factory<?>> find(ListableBeanFactory beanFactory) {
		Map<Object, String> names = new IdentityHashMap<>();
		beanFactory.getBeansOfType(FlightServerMiddleware.Factory.class).forEach((name, bean) -> names.put(bean, name));
		Map<String, FlightServerMiddleware.Factory<?>> beans = new LinkedHashMap<>();
		beanFactory.getBeanProvider(FlightServerMiddleware.Factory.class)
			.orderedStream()
			.forEach((bean) -> beans.put(names.get(bean), bean));
		return beans;
	}

	static ServerInterceptor interceptor(Map<String, FlightServerMiddleware.Factory<?>> middleware) {
		return new ServerInterceptorAdapter(keyed(middleware));
	}

	static List<KeyFactory<?>> keyed(Map<String, FlightServerMiddleware.Factory<?>> middleware) {
		List<KeyFactory<?>> factories = new ArrayList<>();
		middleware.forEach((name, factory) -> factories.add(keyed(name, factory)));
		return factories;
	}

	private static <T extends FlightServerMiddleware> KeyFactory<T> keyed(String name,
			FlightServerMiddleware.Factory<T> factory) {
		return new KeyFactory<>(FlightServerMiddleware.Key.of(name), factory);
	}

}
