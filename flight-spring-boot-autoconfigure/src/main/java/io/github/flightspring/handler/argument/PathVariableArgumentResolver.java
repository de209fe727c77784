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
import java.util.stream.Collectors;

import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a variable of the flight path, named by {@link FlightPathVariable} or
 * by the parameter.
 */
final class PathVariableArgumentResolver implements FlightArgumentResolver {

	private final TextConversion conversion;

	PathVariableArgumentResolver(ConversionService conversion) {
		this.conversion = new TextConversion(conversion);
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		MergedAnnotation<FlightPathVariable> annotation = MergedAnnotations
			.from(parameter.parameter().getParameterAnnotations())
			.get(FlightPathVariable.class);
		String name = name(parameter, annotation);
		if (name == null || !parameter.mapping().variables().contains(name)) {
			if (annotation.isPresent()) {
				throw missing(String.valueOf(name), parameter.mapping().variables());
			}
			return null;
		}
		TypeDescriptor type = new TypeDescriptor(parameter.parameter());
		boolean segments = parameter.mapping().isCatchAll(name) && TextConversion.isMany(type);
		if (!this.conversion.canConvert(type)) {
			if (!annotation.isPresent()) {
				return null;
			}
			throw new IllegalArgumentException("A path variable does not convert to it");
		}
		if (!parameter.mapping().hasPathVariable(name) && !parameter.parameter().isOptional()) {
			throw new IllegalArgumentException(
					"%s has no variable '%s', which another path of the method has: it must be Optional or @Nullable"
						.formatted(parameter.mapping(), name));
		}
		return (invocation) -> {
			String value = invocation.pathVariables().get(name);
			return (segments && value != null)
					? this.conversion.convertAll(segments(value), type, () -> TextConversion.invalid(name, value))
					: this.conversion.convert(value, type, () -> TextConversion.invalid(name, value));
		};
	}

	private static InvalidDeclarationException missing(String name, Set<String> variables) {
		String others = variables.stream().sorted().map((each) -> "'" + each + "'").collect(Collectors.joining(", "));
		return new InvalidDeclarationException(
				"The path has no variable '%s'%s".formatted(name, others.isEmpty() ? "" : ", but " + others),
				"Name a variable of the path, or add '{%s}' to the path".formatted(name));
	}

	private static @Nullable String name(FlightParameter parameter, MergedAnnotation<FlightPathVariable> annotation) {
		if (annotation.isPresent()) {
			return annotation.getValue("name", String.class)
				.filter((name) -> !name.isEmpty())
				.orElseGet(parameter::name);
		}
		return parameter.parameter().getParameterName();
	}

	private static List<String> segments(String rest) {
		return rest.isEmpty() ? List.of() : List.of(rest.split("/", -1));
	}

}
