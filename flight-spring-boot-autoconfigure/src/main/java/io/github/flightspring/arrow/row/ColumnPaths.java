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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.arrow.type.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The paths of the columns of a type of rows, by the paths of its properties. Both differ
 * where a property has another name by {@code @ArrowField}.
 */
public final class ColumnPaths {

	private final Map<Class<?>, Map<String, RowProperty>> types = new ConcurrentHashMap<>();

	private final Class<?> rows;

	/**
	 * Create the paths.
	 * @param rows the type of rows
	 */
	public ColumnPaths(Class<?> rows) {
		this.rows = rows;
	}

	/**
	 * Return the path of a column.
	 * @param properties the path of the property, such as {@code lines[0].quantity}
	 * @return the path in the names of the columns
	 */
	public String of(String properties) {
		StringBuilder columns = new StringBuilder();
		Class<?> type = this.rows;
		for (String element : properties.split("\\.")) {
			int end = endOfName(element);
			String name = element.substring(0, end);
			RowProperty property = (type != null) ? properties(type).get(name) : null;
			columns.append(columns.isEmpty() ? "" : ".")
				.append((property != null) ? property.fieldName() : name)
				.append(element, end, element.length());
			type = (property != null) ? rows(ResolvableType.forType(property.type())) : null;
		}
		return columns.toString();
	}

	private static int endOfName(String element) {
		int index = element.indexOf('[');
		return (index >= 0) ? index : element.length();
	}

	private Map<String, RowProperty> properties(Class<?> type) {
		return this.types.computeIfAbsent(type,
				(rows) -> RowType.of(Site.of(rows), rows)
					.properties()
					.stream()
					.collect(Collectors.toMap(RowProperty::name, Function.identity())));
	}

	/**
	 * The type of rows in a type: itself, its elements, or the values of a map.
	 */
	private static @Nullable Class<?> rows(ResolvableType type) {
		if (type.isArray()) {
			return rows(type.getComponentType());
		}
		if (type.hasGenerics()) {
			return rows(type.getGenerics()[type.getGenerics().length - 1]);
		}
		Class<?> resolved = type.resolve();
		return (resolved != null && RowShape.of(resolved) != null) ? resolved : null;
	}

}
