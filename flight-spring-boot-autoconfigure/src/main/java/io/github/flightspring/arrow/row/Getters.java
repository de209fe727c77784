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

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.StringUtils;

/**
 * The public getters and setters of a class, by the names that Java, Lombok and Kotlin
 * give them.
 */
final class Getters {

	private final List<Method> methods;

	Getters(Class<?> type) {
		// bridges last: a class that is not public has its public methods as bridges only
		this.methods = Arrays.stream(type.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class)
			.sorted(Comparator.comparing(Method::isBridge))
			.map(BridgeMethodResolver::findBridgedMethod)
			.distinct()
			.toList();
	}

	/**
	 * Return the getter of a field: {@code getName()}, {@code isName()} for a truth
	 * value, or {@code name()} of the field's own type.
	 */
	@Nullable Method getter(Field field) {
		List<String> names = new ArrayList<>();
		if (isTruth(field)) {
			names.addAll(names("is", field.getName()));
		}
		names.addAll(names("get", field.getName()));
		for (String name : names) {
			for (Method method : this.methods) {
				if (method.getName().equals(name) && hasForm(method)) {
					return method;
				}
			}
		}
		return this.methods.stream()
			.filter((method) -> method.getName().equals(field.getName()) && hasForm(method)
					&& method.getReturnType() == field.getType())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the setters of a field, of any type: {@code setName(value)}.
	 */
	List<Method> setters(Field field) {
		List<String> names = names("set", field.getName());
		if (isTruth(field) && field.getName().matches("is\\p{Lu}.*")) {
			names.add("set" + field.getName().substring(2));
		}
		return this.methods.stream()
			.filter((method) -> method.getParameterCount() == 1 && names.contains(method.getName()))
			.toList();
	}

	/**
	 * Return all methods in the form of a getter.
	 */
	List<Method> all() {
		return this.methods.stream().filter(Getters::hasForm).toList();
	}

	private static boolean isTruth(Field field) {
		return field.getType() == boolean.class || field.getType() == Boolean.class;
	}

	private static List<String> names(String prefix, String name) {
		return new ArrayList<>(List.of(prefix + StringUtils.capitalize(name), prefix + name));
	}

	static boolean hasForm(Method method) {
		return method.getParameterCount() == 0 && method.getReturnType() != void.class;
	}

	/**
	 * Return the name of the property of a getter.
	 * @param method the method
	 * @return the name, or {@code null} if the method's name is not that of a getter
	 */
	static @Nullable String propertyName(Method method) {
		if (!hasForm(method)) {
			return null;
		}
		boolean truth = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
		String name = method.getName();
		String prefix = name.startsWith("get") ? "get" : (truth && name.startsWith("is")) ? "is" : null;
		return (prefix != null && name.length() > prefix.length()
				&& !Character.isLowerCase(name.charAt(prefix.length())))
						? StringUtils.uncapitalizeAsProperty(name.substring(prefix.length())) : null;
	}

}
