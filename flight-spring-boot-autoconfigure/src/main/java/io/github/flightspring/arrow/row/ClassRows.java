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

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.flightspring.annotation.ArrowField;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Classes as rows. A property is a field with a public getter, a field that is public or
 * has {@link ArrowField @ArrowField}, or a getter with that annotation and without a
 * field.
 */
final class ClassRows {

	private final RowMembers members;

	private final Getters methods;

	ClassRows(RowMembers members) {
		this.members = members;
		this.methods = new Getters(members.type());
	}

	RowType type() {
		Map<String, RowProperty> properties = new LinkedHashMap<>();
		Set<Method> used = new HashSet<>();
		for (Field field : fields()) {
			Method getter = this.methods.getter(field);
			if (getter != null) {
				used.add(getter);
			}
			RowProperty property = property(field, getter);
			if (property != null) {
				properties.put(field.getName(), property);
			}
		}
		computed(used).forEach((property) -> properties.putIfAbsent(property.name(), property));
		if (properties.isEmpty()) {
			throw this.members.site().unmappable(this.members.type().getName() + problem());
		}
		return new ClassCreation(this.members, List.copyOf(properties.values())).type();
	}

	private String problem() {
		List<String> names = fields().stream().map((field) -> "'" + field.getName() + "'").toList();
		return names.isEmpty() ? " has no properties; add a field with a getter for each column"
				: " has no properties: its fields %s have no public getter or are left out; add getters, or use a record"
					.formatted(String.join(", ", names));
	}

	/**
	 * Return the fields in the order of their declaration, those of superclasses first.
	 */
	private List<Field> fields() {
		List<Field> fields = new ArrayList<>();
		for (Class<?> type = this.members.type(); type != null
				&& RowShape.of(type) != null; type = type.getSuperclass()) {
			fields.addAll(0,
					Arrays.stream(type.getDeclaredFields())
						.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
						.toList());
		}
		return fields;
	}

	private @Nullable RowProperty property(Field field, @Nullable Method getter) {
		List<Method> setters = this.methods.setters(field);
		List<AnnotatedElement> elements = new ArrayList<>(List.of(field));
		if (getter != null) {
			elements.add(getter);
		}
		elements.addAll(setters);
		boolean direct = Modifier.isPublic(field.getModifiers())
				|| AnnotatedElementUtils.hasAnnotation(field, ArrowField.class);
		if ((getter == null && !direct) || Modifier.isTransient(field.getModifiers()) || LeftOut.isAny(elements)) {
			return null;
		}
		Type type = this.members.resolve((getter != null) ? getter.getGenericReturnType() : field.getGenericType());
		Method setter = setters.stream()
			.filter((candidate) -> Conversions.isPossible(type,
					this.members.resolve(candidate.getGenericParameterTypes()[0])))
			.findFirst()
			.orElse(null);
		boolean writable = setter == null && direct && !Modifier.isFinal(field.getModifiers())
				&& Conversions.isPossible(type, this.members.resolve(field.getGenericType()));
		return new RowProperty(field.getName(), type, getter != null && RowMembers.isNonNullInKotlin(getter), elements,
				(getter != null) ? this.members.method(getter) : this.members.reader(field),
				(setter != null) ? this.members.method(setter) : writable ? this.members.writer(field) : null);
	}

	/**
	 * Return the properties without a field, in the order of their names.
	 */
	private List<RowProperty> computed(Set<Method> used) {
		return this.methods.all()
			.stream()
			.filter((method) -> !used.contains(method)
					&& AnnotatedElementUtils.findMergedAnnotation(method, ArrowField.class) != null
					&& !LeftOut.isAny(List.of(method)))
			.map(this::computed)
			.sorted(Comparator.comparing(RowProperty::name))
			.toList();
	}

	private RowProperty computed(Method method) {
		String name = Getters.propertyName(method);
		return new RowProperty((name != null) ? name : method.getName(),
				this.members.resolve(method.getGenericReturnType()), RowMembers.isNonNullInKotlin(method),
				List.of(method), this.members.method(method), null);
	}

}
