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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;

/**
 * Interfaces as rows, such as the projections of Spring Data: one property for each
 * getter, in the order of their names.
 */
final class InterfaceRows {

	private InterfaceRows() {
	}

	static RowType of(RowMembers members) {
		Map<String, RowProperty> properties = new TreeMap<>();
		for (Method candidate : members.type().getMethods()) {
			Method method = BridgeMethodResolver.findBridgedMethod(candidate);
			String name = name(method);
			if (name != null && !LeftOut.isAny(List.of(method)) && !isOverridden(properties.get(name), method)) {
				properties.put(name, property(members, name, method));
			}
		}
		String type = members.type().getName();
		if (properties.isEmpty()) {
			throw members.site().unmappable(type + problem(members.type()));
		}
		return RowType.writeOnly(members.type(), List.copyOf(properties.values()),
				type + " is an interface, of which there is no instance to create; use a record or a class");
	}

	private static String problem(Class<?> type) {
		List<String> names = Arrays.stream(type.getMethods())
			.map((method) -> "'" + method.getName() + "'")
			.distinct()
			.sorted()
			.toList();
		return names.isEmpty() ? " has no getter; add one for each column"
				: " has no getter: its methods %s are none or are left out; add one for each column"
					.formatted(String.join(", ", names));
	}

	private static @Nullable String name(Method method) {
		if (Modifier.isStatic(method.getModifiers())) {
			return null;
		}
		String name = Getters.propertyName(method);
		// record style
		return (name == null && Modifier.isAbstract(method.getModifiers()) && Getters.hasForm(method))
				? method.getName() : name;
	}

	/**
	 * Return whether the interface, or another one below the method's, declares the
	 * getter again with a narrower type.
	 */
	private static boolean isOverridden(@Nullable RowProperty known, Method method) {
		return known != null && method.getReturnType().isAssignableFrom(known.rawType());
	}

	private static RowProperty property(RowMembers members, String name, Method method) {
		return new RowProperty(name, members.resolve(method.getGenericReturnType()),
				RowMembers.isNonNullInKotlin(method), List.of(method), members.method(method), null);
	}

}
