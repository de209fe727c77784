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

package io.github.flightspring.handler.bean;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The suspending functions of Kotlin as methods that return a publisher.
 */
public final class SuspendingFunctions {

	private static final boolean SUPPORTED = isPresent("kotlin.reflect.full.KClasses")
			&& isPresent("kotlinx.coroutines.reactor.MonoKt") && isPresent("reactor.core.publisher.Mono");

	private SuspendingFunctions() {
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, SuspendingFunctions.class.getClassLoader());
	}

	/**
	 * Whether a method is a suspending function.
	 * @param method the method
	 * @return {@code true} if it is
	 */
	public static boolean is(Method method) {
		return KotlinDetector.isSuspendingFunction(method);
	}

	/**
	 * Whether a parameter is the continuation that the compiler adds to a suspending
	 * function.
	 * @param method the method
	 * @param index the index of the parameter
	 * @return {@code true} if it is
	 */
	public static boolean isContinuation(Method method, int index) {
		return is(method) && index == method.getParameterCount() - 1;
	}

	/**
	 * The type that the call of a suspending function returns: a {@code Flux} of the
	 * elements of a flow, else a {@code Mono} of the result.
	 * @param method the function
	 * @param beanType the class of the bean
	 * @return the type
	 * @throws IllegalArgumentException if a library is missing
	 */
	public static ResolvableType returnType(Method method, Class<?> beanType) {
		if (!SUPPORTED) {
			throw new IllegalArgumentException("A suspending function needs the libraries 'kotlin-reflect', "
					+ "'kotlinx-coroutines-reactor' and 'reactor-core'");
		}
		return Types.returnType(method, beanType);
	}

	static @Nullable Object invoke(Method method, Object target, @Nullable Object... arguments) {
		return CoroutinesUtils.invokeSuspendingFunction(method, target, arguments);
	}

	/**
	 * The types of libraries that may be missing.
	 */
	private static final class Types {

		static ResolvableType returnType(Method method, Class<?> beanType) {
			ResolvableType type = ResolvableType
				.forMethodParameter(new MethodParameter(method, -1).withContainingClass(beanType));
			if (type.toClass().getName().equals("kotlinx.coroutines.flow.Flow")) {
				return ResolvableType.forClassWithGenerics(Flux.class, type.getGeneric());
			}
			boolean none = type.toClass() == void.class || type.toClass().getName().equals("kotlin.Unit");
			return ResolvableType.forClassWithGenerics(Mono.class, none ? ResolvableType.forClass(Void.class) : type);
		}

	}

}
