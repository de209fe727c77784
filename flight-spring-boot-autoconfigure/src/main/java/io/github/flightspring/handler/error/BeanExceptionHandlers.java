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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * The exception handler methods of one bean.
 */
final class BeanExceptionHandlers {

	private final Supplier<Object> bean;

	private final Class<?> beanType;

	private final Map<Class<? extends Throwable>, Method> methods;

	private BeanExceptionHandlers(Supplier<Object> bean, Class<?> beanType,
			Map<Class<? extends Throwable>, Method> methods) {
		this.bean = bean;
		this.beanType = beanType;
		this.methods = methods;
	}

	static @Nullable BeanExceptionHandlers detect(ConfigurableListableBeanFactory beanFactory, String name) {
		Class<?> type = beanFactory.getType(name, false);
		if (type == null || ScopedProxyUtils.isScopedTarget(name)) {
			return null;
		}
		Class<?> userType = ClassUtils.getUserClass(type);
		MetadataLookup<FlightExceptionHandler> lookup = (method) -> AnnotatedElementUtils.findMergedAnnotation(method,
				FlightExceptionHandler.class);
		Map<Class<? extends Throwable>, Method> methods = new HashMap<>();
		MethodIntrospector.selectMethods(userType, lookup).forEach((method, annotation) -> {
			Method invocable = AopUtils.selectInvocableMethod(method, type);
			invocable.setAccessible(true);
			for (Class<? extends Throwable> exceptionType : exceptionTypes(userType, method, annotation)) {
				Method other = methods.put(exceptionType, invocable);
				if (other != null) {
					throw invalid(userType, method, "'%s' is handled by %s as well".formatted(exceptionType.getName(),
							InvalidFlightHandlerException.describe(userType, other)));
				}
			}
		});
		return methods.isEmpty() ? null : new BeanExceptionHandlers(() -> beanFactory.getBean(name), userType, methods);
	}

	private static List<Class<? extends Throwable>> exceptionTypes(Class<?> beanType, Method method,
			FlightExceptionHandler annotation) {
		if (!CallStatus.class.isAssignableFrom(method.getReturnType())
				&& !FlightRuntimeException.class.isAssignableFrom(method.getReturnType())) {
			throw invalid(beanType, method, "It returns neither a CallStatus nor a FlightRuntimeException");
		}
		for (Class<?> parameter : method.getParameterTypes()) {
			if (!Throwable.class.isAssignableFrom(parameter) && parameter != FlightCall.class) {
				throw invalid(beanType, method, "It takes a '%s': only the exception and a FlightCall are there"
					.formatted(parameter.getName()));
			}
		}
		if (annotation.value().length > 0) {
			return List.of(annotation.value());
		}
		return List.of(Arrays.stream(method.getParameterTypes())
			.filter(Throwable.class::isAssignableFrom)
			.findFirst()
			.orElseThrow(() -> invalid(beanType, method, "Neither its annotation nor a parameter names an exception"))
			.asSubclass(Throwable.class));
	}

	private static InvalidFlightHandlerException invalid(Class<?> beanType, Method method, String problem) {
		return new InvalidFlightHandlerException(InvalidFlightHandlerException.describe(beanType, method), problem,
				"Let the @FlightExceptionHandler method take the exception and return a CallStatus");
	}

	Class<?> beanType() {
		return this.beanType;
	}

	@Nullable CallStatus resolve(Throwable exception, FlightCall call) throws Exception {
		Method method = ExceptionHandlerMethods.closest(this.methods, exception);
		if (method == null) {
			return null;
		}
		Object[] arguments = Arrays.stream(method.getParameterTypes())
			.map((type) -> (type == FlightCall.class) ? call : exception)
			.toArray();
		try {
			Object status = method.invoke(this.bean.get(), arguments);
			return (status instanceof FlightRuntimeException failure) ? failure.status() : (CallStatus) status;
		}
		catch (InvocationTargetException ex) {
			throw (ex.getTargetException() instanceof Exception target) ? target : ex;
		}
	}

}
