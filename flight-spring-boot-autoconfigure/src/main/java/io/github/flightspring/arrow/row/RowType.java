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

import java.util.List;

import io.github.flightspring.arrow.type.Site;
import org.jspecify.annotations.Nullable;

/**
 * A Java type of rows: its properties in the order of the columns, and the way to create
 * an instance. Records, classes and interfaces differ only up to here.
 *
 * @param type the type
 * @param properties the properties
 * @param creator the way to create an instance, or {@code null} if there is none
 * @param uncreatable why there is none and how to correct it, or {@code null} if there is
 * one
 */
record RowType(Class<?> type, List<RowProperty> properties, @Nullable RowCreator creator,
		@Nullable String uncreatable) {

	/**
	 * Return the type of rows of a Java type.
	 * @param site the location of the type
	 * @param type the Java type
	 * @return the type of rows
	 * @throws io.github.flightspring.arrow.value.ValueException if instances of the type
	 * are not rows
	 */
	static RowType of(Site site, Class<?> type) {
		RowShape shape = RowShape.of(type);
		if (shape == null) {
			throw site.unmappable(type.getName() + " is not a record, nor a class or an interface with properties;"
					+ " declare a record with the columns as components");
		}
		if (type.getTypeParameters().length > 0) {
			throw site.unmappable(type.getName() + " has type parameters; declare a "
					+ ((shape == RowShape.RECORD) ? "record" : "subtype") + " with types in their place");
		}
		RowMembers members = new RowMembers(site, type);
		return switch (shape) {
			case RECORD -> RecordRows.of(members);
			case CLASS -> new ClassRows(members).type();
			case INTERFACE -> InterfaceRows.of(members);
		};
	}

	static RowType creatable(Class<?> type, List<RowProperty> properties, RowCreator creator) {
		return new RowType(type, properties, creator, null);
	}

	static RowType writeOnly(Class<?> type, List<RowProperty> properties, String reason) {
		return new RowType(type, properties, null, reason);
	}

}
