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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata that the annotation processor wrote about the properties.
 *
 * @param groups the classes that hold properties
 * @param properties the properties
 */
record ConfigurationMetadata(List<Group> groups, List<Property> properties) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private static final Path LOCATION = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	ConfigurationMetadata {
		groups = (groups != null) ? groups : List.of();
		properties = (properties != null) ? properties : List.of();
	}

	/**
	 * Read the metadata of the main code.
	 * @return the metadata, without content as long as there is no property
	 */
	static ConfigurationMetadata ofMainCode() {
		Path file = Repository.module().resolve(LOCATION);
		if (!Files.exists(file)) {
			return new ConfigurationMetadata(List.of(), List.of());
		}
		try (InputStream content = Files.newInputStream(file)) {
			return JSON.readValue(content, ConfigurationMetadata.class);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Failed to read " + file, ex);
		}
	}

	static ConfigurationMetadata parse(String json) {
		return JSON.readValue(json, ConfigurationMetadata.class);
	}

	List<Property> sortedProperties() {
		return this.properties.stream().sorted(Comparator.comparing(Property::name)).toList();
	}

	/**
	 * A class that holds properties.
	 *
	 * @param name the prefix of its properties
	 * @param type the class
	 */
	record Group(String name, @Nullable String type) {

	}

	/**
	 * A property.
	 *
	 * @param name the full name
	 * @param type the Java type
	 * @param description the Javadoc
	 * @param defaultValue a string, number, boolean or list
	 * @param deprecation what there is instead, if it is deprecated
	 */
	record Property(String name, @Nullable String type, @Nullable String description, @Nullable Object defaultValue,
			@Nullable Map<String, Object> deprecation) {

	}

}
