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

package io.github.flightspring.rules;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.rules.ConfigurationMetadata.Group;
import io.github.flightspring.rules.ConfigurationMetadata.Property;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.ClassUtils;

/**
 * The rules for properties: each has a type, a description in the manner of Spring Boot,
 * and its default.
 */
final class PropertyRules {

	private static final Set<String> BAD_STARTS = Set.of("a", "an", "the", "if", "set", "sets", "specifies", "this");

	private static final Set<String> GOOD_BOOLEAN_STARTS = Set.of("whether", "enable");

	private PropertyRules() {
	}

	static List<String> problems(ConfigurationMetadata metadata) {
		List<String> problems = new ArrayList<>();
		// those of an actuator endpoint are Spring Boot's own
		metadata.sortedProperties()
			.stream()
			.filter((property) -> !property.name().startsWith("management.endpoint.flight."))
			.forEach((property) -> check(property, problems));
		Map<String, Property> properties = metadata.properties()
			.stream()
			.collect(Collectors.toMap(Property::name, Function.identity(), (first, second) -> first));
		metadata.groups().forEach((group) -> checkDefaults(group, properties, problems));
		return problems;
	}

	private static void check(Property property, List<String> problems) {
		String name = "'" + property.name() + "'";
		if (!property.name().startsWith("flight.")) {
			problems.add(name + " is not below 'flight.'");
		}
		if (property.type() == null || property.type().isBlank()) {
			problems.add(name + " has no type");
		}
		String description = property.description();
		if (description == null || description.isBlank()) {
			problems.add(name + " has no description: add Javadoc (@param of a record)");
			return;
		}
		if (!description.endsWith(".")) {
			problems.add(name + " has a description that does not end with a period: " + description);
		}
		String start = description.split("\\W", 2)[0];
		if (BAD_STARTS.contains(start.toLowerCase()) || !Character.isUpperCase(description.charAt(0))) {
			problems.add(name + " has a description that starts with '" + start
					+ "': start with an upper-case noun, without an article");
		}
		if ("java.lang.Boolean".equals(property.type()) && !GOOD_BOOLEAN_STARTS.contains(start.toLowerCase())) {
			problems.add(name + " is a boolean whose description does not start with 'Whether' or 'Enable'");
		}
	}

	private static void checkDefaults(Group group, Map<String, Property> properties, List<String> problems) {
		if (group.type() == null) {
			return;
		}
		Class<?> type = ClassUtils.resolveClassName(group.type(), PropertyRules.class.getClassLoader());
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			for (Parameter parameter : constructor.getParameters()) {
				DefaultValue declared = parameter.getAnnotation(DefaultValue.class);
				Property property = properties.get(group.name() + "." + name(parameter));
				if (declared != null && declared.value().length > 0
						&& (property == null || property.defaultValue() == null)) {
					problems.add("'" + group.name() + "." + name(parameter)
							+ "' has a @DefaultValue that the metadata does not tell:"
							+ " add it to additional-spring-configuration-metadata.json");
				}
			}
		}
	}

	private static String name(Parameter parameter) {
		Name name = parameter.getAnnotation(Name.class);
		return (name != null) ? name.value() : DataObjectPropertyName.toDashedForm(parameter.getName());
	}

}
