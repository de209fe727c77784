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
import java.util.function.Function;

import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a parameter of the request's query string, named by
 * {@link FlightParam}.
 */
final class ParamArgumentResolver extends NamedValueArgumentResolver<FlightParam> {

	ParamArgumentResolver(ConversionService conversion) {
		super(FlightParam.class, "A parameter of the query", conversion);
	}

	@Override
	@Nullable String defaultValue(MergedAnnotation<FlightParam> annotation) {
		String value = annotation.getString("defaultValue");
		return FlightParam.NONE.equals(value) ? null : value;
	}

	@Override
	Function<FlightInvocation, @Nullable Object> source(FlightParameter parameter, String name, TypeDescriptor type) {
		boolean many = TextConversion.isMany(type);
		return (invocation) -> {
			List<String> given = invocation.call().parameters().getOrDefault(name, List.of());
			return given.isEmpty() ? null : many ? given : given.get(0);
		};
	}

	@Override
	String missing(String name) {
		return "The parameter '%s' is missing in the query of the request".formatted(name);
	}

}
