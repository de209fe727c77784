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

package io.github.flightspring.handler.validation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * The annotations that request the validation of a parameter.
 *
 * @param groups the groups of {@code @Valid} or {@code @Validated}, or {@code null} if
 * the parameter has neither
 * @param constrained whether the parameter has constraints
 * @param elementGroups the groups of {@code @Valid} on a type argument, or {@code null}
 * if there is none
 * @param constrainedElements whether a type argument has constraints
 */
record DeclaredConstraints(Class<?> @Nullable [] groups, boolean constrained, Class<?> @Nullable [] elementGroups,
		boolean constrainedElements) {

	static DeclaredConstraints of(FlightParameter parameter, Class<?> beanType) {
		Annotation[] own = parameter.parameter().getParameterAnnotations();
		Annotation[] elements = elementAnnotations(parameter.parameter(), beanType);
		return new DeclaredConstraints(groups(own), constrained(own), groups(elements), constrained(elements));
	}

	static String describe(FlightParameter parameter) {
		String name = parameter.parameter().getParameterName();
		return "Parameter %d%s of type '%s'".formatted(parameter.parameter().getParameterIndex(),
				(name != null) ? " '" + name + "'" : "", parameter.resolvableType());
	}

	/**
	 * Whether values of a type are read later, while the method runs.
	 */
	static boolean isRead(Class<?> type) {
		if (type == Stream.class || type == Iterator.class || type == Iterable.class || isBatches(type)) {
			return true;
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return adapter != null && adapter.isMultiValue();
	}

	static boolean isBatches(Class<?> type) {
		return type == VectorSchemaRoot.class || ArrowReader.class.isAssignableFrom(type);
	}

	/**
	 * Whether the elements of a return type that is read later are to be validated.
	 */
	static boolean onReturnedElements(Method method) {
		Annotation[] elements = arguments(method.getAnnotatedReturnType())
			.flatMap((type) -> Arrays.stream(type.getAnnotations()))
			.toArray(Annotation[]::new);
		return isRead(method.getReturnType()) && (groups(elements) != null || constrained(elements));
	}

	boolean any() {
		return this.groups != null || this.constrained || this.elementGroups != null || this.constrainedElements;
	}

	/**
	 * The groups in which the elements of the parameter are validated.
	 */
	Class<?> @Nullable [] rowGroups() {
		return (this.groups != null) ? this.groups : this.elementGroups;
	}

	private static Class<?> @Nullable [] groups(Annotation[] annotations) {
		return Arrays.stream(annotations)
			.map(ValidationAnnotationUtils::determineValidationHints)
			.filter(Objects::nonNull)
			.findFirst()
			.map((hints) -> Arrays.copyOf(hints, hints.length, Class[].class))
			.orElse(null);
	}

	private static boolean constrained(Annotation[] annotations) {
		return MergedAnnotations.from(annotations)
			.stream()
			.anyMatch((annotation) -> annotation.getType().getName().equals("jakarta.validation.Constraint"));
	}

	/**
	 * The annotations of the type arguments, including those of the methods that the
	 * method overrides.
	 */
	private static Annotation[] elementAnnotations(MethodParameter parameter, Class<?> beanType) {
		Method method = Objects.requireNonNull(parameter.getMethod());
		List<Class<?>> types = Stream
			.<Class<?>>concat(Stream.<Class<?>>iterate(beanType, Objects::nonNull, Class::getSuperclass),
					Arrays.stream(ClassUtils.getAllInterfacesForClass(beanType)))
			.toList();
		return types.stream()
			.map((type) -> ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes()))
			.filter(Objects::nonNull)
			.distinct()
			.map((declared) -> declared.getAnnotatedParameterTypes()[parameter.getParameterIndex()])
			.flatMap(DeclaredConstraints::arguments)
			.flatMap((type) -> Arrays.stream(type.getAnnotations()))
			.toArray(Annotation[]::new);
	}

	private static Stream<AnnotatedType> arguments(AnnotatedType type) {
		return (type instanceof AnnotatedParameterizedType parameterized)
				? Arrays.stream(parameterized.getAnnotatedActualTypeArguments()) : Stream.empty();
	}

}
