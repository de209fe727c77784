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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Holds the auto-configurations against the file that Spring Boot finds them by: one that
 * is not listed is silently off.
 */
final class AutoConfigurationImports {

	static final String LOCATION = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private AutoConfigurationImports() {
	}

	static List<String> problems(JavaClasses classes, Collection<String> listed) {
		Collection<String> present = new TreeSet<>(classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList());
		List<String> problems = new ArrayList<>();
		present.stream()
			.filter((name) -> !listed.contains(name))
			.forEach((name) -> problems.add("Add '" + name + "' to " + LOCATION));
		listed.stream()
			.filter((name) -> !present.contains(name))
			.forEach((name) -> problems.add("Remove '" + name + "' from " + LOCATION + ": no such auto-configuration"));
		return problems;
	}

}
