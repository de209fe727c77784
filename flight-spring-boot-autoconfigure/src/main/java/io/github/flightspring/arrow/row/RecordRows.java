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

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records as rows: one property for each component.
 */
final class RecordRows {

	private RecordRows() {
	}

	static RowType of(RowMembers members) {
		RecordComponent[] components = members.type().getRecordComponents();
		String name = members.type().getName();
		if (components.length == 0) {
			throw members.site().unmappable(name + " has no components; add one");
		}
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		if (RowCreator.isTooWide(types)) {
			throw members.site()
				.unmappable(name + " has more than " + RowCreator.MAX_SLOTS
						+ " components, where long and double count twice; group some in records");
		}
		List<RowProperty> properties = new ArrayList<>();
		for (RecordComponent component : components) {
			if (!LeftOut.isAny(List.of(component, component.getAccessor()))) {
				properties.add(property(members, component));
			}
		}
		if (properties.size() < components.length) {
			return RowType.writeOnly(members.type(), properties,
					name + " leaves out a component, which its constructor needs; declare a record without it");
		}
		return RowType.creatable(members.type(), properties,
				new RowCreator(members.constructor(constructor(members.type(), types)), properties));
	}

	private static RowProperty property(RowMembers members, RecordComponent component) {
		return new RowProperty(component.getName(), component.getGenericType(),
				RowMembers.isNonNullInKotlin(component.getAccessor()), List.of(component),
				members.method(component.getAccessor()), null);
	}

	private static Constructor<?> constructor(Class<?> type, Class<?>[] parameterTypes) {
		try {
			return type.getDeclaredConstructor(parameterTypes);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
