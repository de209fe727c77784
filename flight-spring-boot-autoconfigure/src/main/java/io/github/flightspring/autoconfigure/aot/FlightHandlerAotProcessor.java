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

package io.github.flightspring.autoconfigure.aot;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.FlightAdvice;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.annotation.FlightMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * Contributes runtime hints for the handler methods of all endpoints, and for the records
 * and JSON bodies that they take and return.
 */
class FlightHandlerAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final List<String> FOREIGN = List.of("java.", "javax.", "jakarta.", "org.apache.arrow.",
			"org.springframework.", "org.reactivestreams.", "reactor.", "com.google.protobuf.", "kotlin.", "kotlinx.",
			"io.github.flightspring.handler.", "io.github.flightspring.session.", "io.github.flightspring.query.");

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		Set<Method> methods = new LinkedHashSet<>();
		for (Class<?> type : types(beanFactory)) {
			ReflectionUtils.doWithMethods(type, methods::add, FlightHandlerAotProcessor::isHandler);
		}
		return methods.isEmpty() ? null : new Contribution(methods);
	}

	private static Set<Class<?>> types(ConfigurableListableBeanFactory beanFactory) {
		List<String> names = new ArrayList<>(List.of(beanFactory.getBeanNamesForAnnotation(FlightEndpoint.class)));
		names.addAll(List.of(beanFactory.getBeanNamesForAnnotation(FlightAdvice.class)));
		Set<Class<?>> types = new LinkedHashSet<>();
		for (String name : names) {
			Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, name);
			if (type != null) {
				types.add(type);
			}
		}
		return types;
	}

	private static boolean isHandler(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, FlightMapping.class)
				|| AnnotatedElementUtils.hasAnnotation(method, FlightExceptionHandler.class);
	}

	private record Contribution(Set<Method> methods) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext generation, BeanFactoryInitializationCode code) {
			ReflectionHints hints = generation.getRuntimeHints().reflection();
			Set<Class<?>> bodies = new LinkedHashSet<>();
			for (Method method : this.methods) {
				hints.registerMethod(method, ExecutableMode.INVOKE);
				collect(ResolvableType.forMethodReturnType(method), bodies);
				for (int i = 0; i < method.getParameterCount(); i++) {
					collect(ResolvableType.forMethodParameter(method, i), bodies);
				}
				MergedAnnotations.from(method)
					.stream()
					.forEach((annotation) -> annotation.getValue("schema", Class.class)
						.ifPresent((schema) -> collect(ResolvableType.forClass(schema), bodies)));
			}
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints, bodies.toArray(Class<?>[]::new));
		}

		private static void collect(ResolvableType type, Set<Class<?>> bodies) {
			if (type.isArray()) {
				collect(type.getComponentType(), bodies);
				return;
			}
			Class<?> raw = type.resolve();
			if (raw != null && !raw.isPrimitive() && FOREIGN.stream().noneMatch(raw.getName()::startsWith)) {
				bodies.add(raw);
			}
			for (ResolvableType generic : type.getGenerics()) {
				collect(generic, bodies);
			}
		}

	}

}
