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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.bean.HandlerBean;
import io.github.flightspring.handler.bean.HandlerBeanMethod;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ExceptionDepthComparator;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The exception handler methods of one bean.
 */
final class BeanExceptionHandlers {

	private static final int DEEPEST = 20;

	private final HandlerBean bean;

	private final Map<Class<? extends Throwable>, HandlerBeanMethod> methods = new HashMap<>();

	private BeanExceptionHandlers(HandlerBean bean) {
		this.bean = bean;
	}

	static @Nullable BeanExceptionHandlers detect(HandlerBean bean) {
		MetadataLookup<FlightExceptionHandler> lookup = (method) -> AnnotatedElementUtils.findMergedAnnotation(method,
				FlightExceptionHandler.class);
		BeanExceptionHandlers handlers = new BeanExceptionHandlers(bean);
		bean.methods(lookup)
			.forEach((method, annotation) -> handlers.add(new HandlerBeanMethod(bean, method), annotation));
		return handlers.methods.isEmpty() ? null : handlers;
	}

	private void add(HandlerBeanMethod method, FlightExceptionHandler annotation) {
		for (Class<? extends Throwable> exceptionType : exceptionTypes(method, annotation)) {
			HandlerBeanMethod other = this.methods.put(exceptionType, method);
			if (other != null) {
				throw invalid(method, "'%s' is handled by %s as well".formatted(exceptionType.getName(), other));
			}
		}
	}

	private static List<Class<? extends Throwable>> exceptionTypes(HandlerBeanMethod handler,
			FlightExceptionHandler annotation) {
		Method method = handler.method();
		if (!CallStatus.class.isAssignableFrom(method.getReturnType())
				&& !FlightRuntimeException.class.isAssignableFrom(method.getReturnType())) {
			throw invalid(handler, "It returns neither a CallStatus nor a FlightRuntimeException");
		}
		List<Class<? extends Throwable>> types = (annotation.value().length > 0) ? List.of(annotation.value())
				: List.of(Arrays.stream(method.getParameterTypes())
					.filter(Throwable.class::isAssignableFrom)
					.findFirst()
					.orElseThrow(() -> invalid(handler, "Neither its annotation nor a parameter names an exception"))
					.asSubclass(Throwable.class));
		for (Class<?> parameter : method.getParameterTypes()) {
			if (parameter != FlightCall.class && !types.stream().allMatch(parameter::isAssignableFrom)) {
				throw invalid(handler, "It takes a '%s': only the exception and a FlightCall are there"
					.formatted(parameter.getName()));
			}
		}
		return types;
	}

	private static InvalidFlightHandlerException invalid(HandlerBeanMethod method, String problem) {
		return new InvalidFlightHandlerException(method.toString(), problem,
				"Let the @FlightExceptionHandler method take the exception and return a CallStatus");
	}

	HandlerBean bean() {
		return this.bean;
	}

	void check() {
		this.methods.values().forEach(HandlerBeanMethod::check);
	}

	/**
	 * Return the status from the method that most closely matches the exception, or its
	 * cause if no method matches the exception.
	 */
	@Nullable CallStatus resolve(Throwable exception, FlightCall call) throws Exception {
		Throwable handled = exception;
		for (int depth = 0; handled != null && depth < DEEPEST; depth++) {
			HandlerBeanMethod method = closest(handled);
			if (method != null) {
				return invoke(method, handled, call);
			}
			// the cause of a chosen status is not considered
			handled = (handled instanceof FlightRuntimeException) ? null : handled.getCause();
		}
		return null;
	}

	private @Nullable HandlerBeanMethod closest(Throwable exception) {
		return this.methods.keySet()
			.stream()
			.filter((type) -> type.isInstance(exception))
			.min(new ExceptionDepthComparator(exception))
			.map(this.methods::get)
			.orElse(null);
	}

	private static @Nullable CallStatus invoke(HandlerBeanMethod method, Throwable exception, FlightCall call)
			throws Exception {
		Object[] arguments = Arrays.stream(method.method().getParameterTypes())
			.map((type) -> (type == FlightCall.class) ? call : exception)
			.toArray();
		Object status = method.invoke(arguments);
		return (status instanceof FlightRuntimeException failure) ? failure.status() : (CallStatus) status;
	}

}
