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

package io.github.flightspring.autoconfigure.diagnostics;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports unknown properties below {@code flight}. Unlike Spring Boot's own analyzer it
 * does not show their values, which may be secrets.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = cause.getUnboundProperties()
			.stream()
			.filter((property) -> property.getName().toString().startsWith("flight."))
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		return new FailureAnalysis("Nothing reads %s.".formatted(
				unknown.stream().map(UnknownPropertyFailureAnalyzer::describe).collect(Collectors.joining(", "))),
				"Correct or remove the property. The elements of a list have an index, such as "
						+ "'flight.ticket.keys[0].id'. All properties are in docs/properties.md.",
				cause);
	}

	private static String describe(ConfigurationProperty property) {
		return "'%s'%s".formatted(property.getName(),
				(property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "");
	}

}
