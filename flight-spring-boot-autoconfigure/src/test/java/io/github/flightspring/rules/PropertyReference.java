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

import java.util.Collection;
import java.util.stream.Collectors;

import io.github.flightspring.rules.ConfigurationMetadata.Property;

/**
 * Writes the reference of the properties out of the metadata.
 */
final class PropertyReference {

	private static final String HEAD = """
			# Configuration properties

			Generated from the metadata that IDEs complete from. After a change of a property, generate it again:

			    ./mvnw -pl flight-spring-boot-autoconfigure test -Dtest=PropertyReferenceTests -Dflight.docs.update=true

			""";

	private static final String TABLE = """
			| name | type | default | description |
			|---|---|---|---|
			""";

	private PropertyReference() {
	}

	static String of(ConfigurationMetadata metadata) {
		if (metadata.properties().isEmpty()) {
			return HEAD + "There are none yet.\n";
		}
		return metadata.sortedProperties()
			.stream()
			.map(PropertyReference::row)
			.collect(Collectors.joining("", HEAD + TABLE, ""));
	}

	private static String row(Property property) {
		String description = (property.description() != null) ? property.description() : "";
		if (property.deprecation() != null) {
			Object replacement = property.deprecation().get("replacement");
			description = "Deprecated" + ((replacement != null) ? ", use `" + replacement + "`. " : ". ") + description;
		}
		return "| `%s` | %s | %s | %s |\n".formatted(property.name(), type(property), defaultValue(property),
				cell(description));
	}

	private static String type(Property property) {
		return (property.type() != null) ? "`" + shortened(property.type()) + "`" : "";
	}

	/**
	 * The name of a type as one writes it in a source file.
	 */
	private static String shortened(String type) {
		return type.replaceAll("\\b(?:[a-z_]\\w*\\.)+", "").replaceAll("\\b(?:\\w+\\$)+", "").replace(",", ", ");
	}

	private static String defaultValue(Property property) {
		Object value = property.defaultValue();
		if (value instanceof Collection<?> values) {
			value = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
		}
		String text = (value != null) ? cell(value.toString()) : "";
		if (isCollection(property) && text.startsWith("[") && text.endsWith("]")) {
			text = text.substring(1, text.length() - 1);
		}
		return (!text.isEmpty()) ? "`" + text + "`" : "";
	}

	private static boolean isCollection(Property property) {
		return property.type() != null && property.type().startsWith("java.util.");
	}

	private static String cell(String text) {
		return text.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;").trim();
	}

}
