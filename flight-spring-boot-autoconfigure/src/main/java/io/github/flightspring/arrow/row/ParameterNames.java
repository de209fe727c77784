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

package io.github.flightspring.arrow.row;

import java.beans.ConstructorProperties;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;

/**
 * The names of the parameters of constructors.
 */
final class ParameterNames {

	private static final DefaultParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

	private ParameterNames() {
	}

	/**
	 * Return the names of the parameters of a constructor: those of
	 * {@link ConstructorProperties}, those that the compiler kept, or those of Kotlin's
	 * properties.
	 * @param constructor the constructor
	 * @return the names, or {@code null} if they are not known
	 */
	static String @Nullable [] of(Constructor<?> constructor) {
		ConstructorProperties properties = constructor.getAnnotation(ConstructorProperties.class);
		@Nullable String @Nullable [] names = (properties != null) ? properties.value()
				: DISCOVERER.getParameterNames(constructor);
		if (names == null && KotlinDetector.isKotlinType(constructor.getDeclaringClass())) {
			names = byFields(constructor);
		}
		return (names != null && names.length == constructor.getParameterCount()
				&& Arrays.stream(names).noneMatch((name) -> name == null))
						? Arrays.copyOf(names, names.length, String[].class) : null;
	}

	/**
	 * Without Kotlin's reflection: the compiler writes the fields of the primary
	 * constructor's properties first and in the order of its parameters.
	 */
	private static String @Nullable [] byFields(Constructor<?> constructor) {
		List<Field> fields = Arrays.stream(constructor.getDeclaringClass().getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.limit(constructor.getParameterCount())
			.toList();
		Class<?>[] types = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
		return Arrays.equals(types, constructor.getParameterTypes())
				? fields.stream().map(Field::getName).toArray(String[]::new) : null;
	}

}
