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
import java.util.Objects;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.bean.HandlerBeanMethod;
import io.github.flightspring.handler.bean.SuspendingFunctions;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import io.github.flightspring.handler.validation.ArgumentCheck;
import io.github.flightspring.handler.validation.ArgumentValidator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;

/**
 * The factory of handler methods. At start-up it selects the resolver of each parameter
 * and the handler of the return value.
 */
public final class FlightHandlerMethodFactory {

	private final List<FlightArgumentResolver> argumentResolvers;

	private final List<FlightReturnValueHandler> returnValueHandlers;

	private final ArgumentValidator validator;

	private final List<HandlerAdvice> advices;

	/**
	 * Create a factory.
	 * @param argumentResolvers the resolvers, the first that serves a parameter wins
	 * @param returnValueHandlers the handlers, the first that serves a type wins
	 * @param validator the validator of arguments
	 * @param advices the advice around each method, the first is the outermost
	 */
	public FlightHandlerMethodFactory(List<FlightArgumentResolver> argumentResolvers,
			List<FlightReturnValueHandler> returnValueHandlers, ArgumentValidator validator,
			List<HandlerAdvice> advices) {
		this.argumentResolvers = List.copyOf(argumentResolvers);
		this.returnValueHandlers = List.copyOf(returnValueHandlers);
		this.validator = validator;
		this.advices = List.copyOf(advices);
	}

	FlightHandlerMethod create(HandlerBeanMethod invocable, FlightMappingInfo mapping) {
		String handler = invocable.toString();
		Method method = invocable.method();
		Class<?> beanType = invocable.bean().type();
		Handler annotated = new Handler(method, beanType);
		FlightArgument[] arguments = new FlightArgument[method.getParameterCount()];
		List<FlightParameter> parameters = new ArrayList<>();
		boolean writesByHand = false;
		for (int i = 0; i < arguments.length; i++) {
			if (SuspendingFunctions.isContinuation(method, i)) {
				arguments[i] = (invocation) -> null;
				continue;
			}
			FlightParameter parameter = new FlightParameter(annotated.parameter(i), mapping);
			arguments[i] = argument(handler, parameter);
			parameters.add(parameter);
			writesByHand |= FlightSink.class.isAssignableFrom(parameter.type());
		}
		FlightReturnType returnType = new FlightReturnType(returnType(handler, method, beanType), mapping,
				writesByHand);
		return new FlightHandlerMethod(invocable, mapping, arguments, check(invocable, parameters),
				result(handler, returnType), advice(invocable, returnType), declaredSchema(handler, mapping));
	}

	private ArgumentCheck check(HandlerBeanMethod invocable, List<FlightParameter> parameters) {
		try {
			return this.validator.arguments(invocable.bean().type(), invocable.method(), parameters);
		}
		catch (InvalidDeclarationException ex) {
			throw new InvalidFlightHandlerException(invocable.toString(), String.valueOf(ex.getMessage()), ex.action(),
					ex);
		}
	}

	private HandlerAdvice.Around advice(HandlerBeanMethod invocable, FlightReturnType returnType) {
		HandlerAdvice.Around all = (invocation, work) -> work.run();
		for (int i = this.advices.size() - 1; i >= 0; i--) {
			HandlerAdvice.Around outer = this.advices.get(i)
				.advise(invocable.bean().type(), invocable.method(), returnType);
			if (outer != null) {
				HandlerAdvice.Around inner = all;
				all = (invocation, work) -> outer.run(invocation, () -> inner.run(invocation, work));
			}
		}
		return all;
	}

	private static ResolvableType returnType(String handler, Method method, Class<?> beanType) {
		if (!SuspendingFunctions.is(method)) {
			return ResolvableType.forMethodReturnType(method, beanType);
		}
		try {
			return SuspendingFunctions.returnType(method, beanType);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFlightHandlerException(handler, String.valueOf(ex.getMessage()),
					"Add the libraries, or remove 'suspend'", ex);
		}
	}

	private FlightArgument argument(String handler, FlightParameter parameter) {
		int index = parameter.parameter().getParameterIndex();
		try {
			return this.argumentResolvers.stream()
				.map((resolver) -> resolver.resolve(parameter))
				.filter(Objects::nonNull)
				.findFirst()
				.orElseThrow(() -> UnsupportedTypes.parameter(parameter));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			String name = parameter.parameter().getParameterName();
			throw new InvalidFlightHandlerException(handler,
					"Parameter %d%s of type '%s' is not supported: %s".formatted(index,
							(name != null) ? " '" + name + "'" : "", parameter.resolvableType(), ex.getMessage()),
					mend(ex, "parameter"), ex);
		}
	}

	/**
	 * The advice that came with a problem. The message of another problem says itself
	 * what is wrong, and no further advice contradicts it.
	 */
	private static String mend(RuntimeException problem, String what) {
		return (problem instanceof InvalidDeclarationException invalid) ? invalid.action()
				: "Change the declaration of the %s accordingly".formatted(what);
	}

	private FlightResult result(String handler, FlightReturnType returnType) {
		try {
			return this.returnValueHandlers.stream()
				.map((candidate) -> candidate.handle(returnType))
				.filter(Objects::nonNull)
				.findFirst()
				.orElseThrow(() -> UnsupportedTypes.returned(returnType));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFlightHandlerException(handler,
					"Return type '%s' is not supported: %s".formatted(returnType.type(), ex.getMessage()),
					mend(ex, "return type"), ex);
		}
	}

	private static @Nullable Schema declaredSchema(String handler, FlightMappingInfo mapping) {
		if (mapping.schemaType() == null) {
			return null;
		}
		try {
			return RecordMapper.of(mapping.schemaType()).schema();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFlightHandlerException(handler,
					"Schema type '%s' is not supported: %s".formatted(mapping.schemaType().getName(), ex.getMessage()),
					"Name a record, class or interface whose properties Arrow can hold", ex);
		}
	}

	/**
	 * A method whose parameters include the annotations of the methods that it overrides
	 * in interfaces and classes.
	 */
	private static final class Handler extends AnnotatedMethod {

		private final Class<?> beanType;

		Handler(Method method, Class<?> beanType) {
			super(method);
			this.beanType = beanType;
		}

		/**
		 * The class in which the type variables of a generic superclass are resolved.
		 */
		@Override
		protected Class<?> getContainingClass() {
			return this.beanType;
		}

		MethodParameter parameter(int index) {
			return getMethodParameters()[index];
		}

	}

}
