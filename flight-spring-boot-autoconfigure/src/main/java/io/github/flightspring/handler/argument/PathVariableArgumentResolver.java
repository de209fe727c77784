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

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a variable of the flight path, named by {@link FlightPathVariable} or
 * by the parameter. A call has all variables of its path. A method with several paths may
 * have variables that only some of them have.
 */
final class PathVariableArgumentResolver extends NamedValueArgumentResolver<FlightPathVariable> {

	PathVariableArgumentResolver(ConversionService conversion) {
		super(FlightPathVariable.class, "A path variable", conversion);
	}

	@Override
	boolean isNamed(FlightParameter parameter, MergedAnnotation<FlightPathVariable> annotation, String name) {
		boolean known = parameter.mapping().variables().contains(name);
		if (!known && annotation.isPresent()) {
			throw missing(name, parameter.mapping().variables());
		}
		return known;
	}

	@Override
	boolean isRequired(FlightParameter parameter, MergedAnnotation<FlightPathVariable> annotation, String name) {
		boolean present = parameter.mapping().hasPathVariable(name);
		if (!present && !parameter.parameter().isOptional()) {
			throw new IllegalArgumentException(
					"%s has no variable '%s', which another path of the method has: it must be Optional or @Nullable"
						.formatted(parameter.mapping(), name));
		}
		return present;
	}

	@Override
	Function<FlightInvocation, @Nullable Object> source(FlightParameter parameter, String name, TypeDescriptor type) {
		boolean segments = parameter.mapping().isCatchAll(name) && TextConversion.isMany(type);
		return (invocation) -> {
			String value = invocation.pathVariables().get(name);
			return (segments && value != null) ? segments(value) : value;
		};
	}

	private static InvalidDeclarationException missing(String name, Set<String> variables) {
		String others = variables.stream().sorted().map((each) -> "'" + each + "'").collect(Collectors.joining(", "));
		return new InvalidDeclarationException(
				"The path has no variable '%s'%s".formatted(name, others.isEmpty() ? "" : ", but " + others),
				"Name a variable of the path, or add '{%s}' to the path".formatted(name));
	}

	private static List<String> segments(String rest) {
		return rest.isEmpty() ? List.of() : List.of(rest.split("/", -1));
	}

	@Override
	String missing(String name) {
		return "The path variable '%s' is missing".formatted(name);
	}

	@Override
	String invalid(String name, Object given) {
		return TextConversion.invalid(name, (given instanceof List<?> segments)
				? String.join("/", segments.stream().map(String::valueOf).toList()) : String.valueOf(given));
	}

}
