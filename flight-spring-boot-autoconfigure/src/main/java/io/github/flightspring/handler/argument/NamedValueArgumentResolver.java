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

package io.github.flightspring.handler.argument;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The base of the resolvers of named values: headers, parameters of the query and path
 * variables. The name is that of the annotation, by default that of the parameter. The
 * value is text that is converted to the type of the parameter, or to that of its
 * {@code Optional}.
 *
 * @param <A> the annotation that names the value
 */
abstract class NamedValueArgumentResolver<A extends Annotation> implements FlightArgumentResolver {

	private final Class<A> annotationType;

	private final String noun;

	private final TextConversion conversion;

	NamedValueArgumentResolver(Class<A> annotationType, String noun, ConversionService conversion) {
		this.annotationType = annotationType;
		this.noun = noun;
		this.conversion = new TextConversion(conversion);
	}

	@Override
	public final @Nullable FlightArgument resolve(FlightParameter parameter) {
		MergedAnnotation<A> annotation = MergedAnnotations.from(parameter.parameter().getParameterAnnotations())
			.get(this.annotationType);
		String name = name(parameter, annotation);
		if (name == null || !isNamed(parameter, annotation, name)) {
			return null;
		}
		boolean optional = parameter.type() == Optional.class;
		TypeDescriptor type = new TypeDescriptor(optional ? parameter.parameter().nested() : parameter.parameter());
		if (!this.conversion.canConvert(type)) {
			if (!annotation.isPresent()) {
				return null;
			}
			throw new IllegalArgumentException(this.noun + " does not convert to it");
		}
		String defaultValue = annotation.isPresent() ? defaultValue(annotation) : null;
		boolean required = defaultValue == null && !optional && isRequired(parameter, annotation, name);
		if (!required && defaultValue == null && parameter.type().isPrimitive()) {
			throw new IllegalArgumentException(
					this.noun + " that is not required may be missing, and a primitive cannot be null");
		}
		FlightArgument value = value(name, type, required, fallback(defaultValue, type), source(parameter, name, type));
		return optional ? (invocation) -> Optional.ofNullable(value.get(invocation)) : value;
	}

	private @Nullable String name(FlightParameter parameter, MergedAnnotation<A> annotation) {
		if (!annotation.isPresent()) {
			return parameter.parameter().getParameterName();
		}
		String given = annotation.getString("name");
		return canonical(given.isEmpty() ? parameter.name() : given);
	}

	private FlightArgument value(String name, TypeDescriptor type, boolean required, @Nullable Object fallback,
			Function<FlightInvocation, @Nullable Object> source) {
		return (invocation) -> {
			Object found = source.apply(invocation);
			Object given = (found != null) ? found : fallback;
			if (given == null && required) {
				throw CallStatus.INVALID_ARGUMENT.withDescription(missing(name)).toRuntimeException();
			}
			return (given == null || given instanceof byte[]) ? given
					: this.conversion.convert(given, type, () -> invalid(name, given));
		};
	}

	private static @Nullable Object fallback(@Nullable String defaultValue, TypeDescriptor type) {
		return (defaultValue != null && TextConversion.isMany(type)) ? List.of(defaultValue) : defaultValue;
	}

	/**
	 * Return the name as errors show it, by default as it is declared.
	 */
	String canonical(String declared) {
		return declared;
	}

	/**
	 * Return whether the parameter is such a value. By default, it has the annotation.
	 * @throws IllegalArgumentException if it has, but there is no value of the name
	 */
	boolean isNamed(FlightParameter parameter, MergedAnnotation<A> annotation, String name) {
		return annotation.isPresent();
	}

	/**
	 * Return whether a call without the value is refused. Not called for a parameter that
	 * is {@code Optional} or has a default.
	 */
	boolean isRequired(FlightParameter parameter, MergedAnnotation<A> annotation, String name) {
		return annotation.getBoolean("required");
	}

	/**
	 * Return the text for a call without the value, by default none.
	 */
	@Nullable String defaultValue(MergedAnnotation<A> annotation) {
		return null;
	}

	/**
	 * Return the function that reads the value of a call: a text, a list of texts for a
	 * collection or an array, bytes that need no conversion, or {@code null} if the call
	 * does not have the value.
	 * @throws IllegalArgumentException if the type does not suit the name
	 */
	abstract Function<FlightInvocation, @Nullable Object> source(FlightParameter parameter, String name,
			TypeDescriptor type);

	/**
	 * Return the error message for a call without the value.
	 */
	abstract String missing(String name);

	/**
	 * Return the error message for texts that do not convert.
	 */
	String invalid(String name, Object given) {
		return TextConversion.invalid(name,
				(given instanceof List<?> texts) ? String.valueOf(texts.get(0)) : String.valueOf(given));
	}

}
