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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import io.github.flightspring.arrow.type.ColumnType;
import io.github.flightspring.arrow.type.ColumnTypes;
import io.github.flightspring.arrow.type.Hints;
import io.github.flightspring.arrow.type.Site;
import io.github.flightspring.arrow.value.Optionals;
import io.github.flightspring.arrow.value.ValueException;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Compiles a record type: determines the Arrow type of each component once.
 */
public final class RecordCompiler {

	// a method handle has at most 255 arguments, some of which are its own
	private static final int MAX_SLOTS = 240;

	private static final ColumnTypes TYPES = new ColumnTypes((site, type) -> new RecordType(compile(site, type)));

	private final Site site;

	private final Class<?> type;

	private final MethodHandles.Lookup lookup;

	private RecordCompiler(Site site, Class<?> type) {
		this.site = site.within(type);
		this.type = type;
		this.lookup = lookup();
	}

	/**
	 * Compile a record type.
	 * @param type the type
	 * @return the plan of the record
	 * @throws ValueException if the type cannot be mapped to Arrow
	 */
	public static RecordPlan compile(Class<?> type) {
		return compile(Site.of(type), type);
	}

	private static RecordPlan compile(Site site, Class<?> type) {
		if (!type.isRecord()) {
			throw site.unmappable(type.getName() + " is not a record; declare a record with the columns as components");
		}
		if (type.getTypeParameters().length > 0) {
			throw site.unmappable(type.getName() + " has type parameters; declare a record with types in their place");
		}
		if (site.enclosing().contains(type)) {
			throw site.unmappable("the record " + type.getName()
					+ " contains itself, and Arrow types are finite; refer to other rows by a key");
		}
		if (type.getRecordComponents().length == 0) {
			throw site.unmappable(type.getName() + " has no components; add one");
		}
		if (slots(type) > MAX_SLOTS) {
			throw site.unmappable(type.getName() + " has more than " + MAX_SLOTS
					+ " components, where long and double count twice; group some in records");
		}
		return new RecordCompiler(site, type).compile();
	}

	private static int slots(Class<?> type) {
		int slots = 0;
		for (RecordComponent component : type.getRecordComponents()) {
			slots += (component.getType() == long.class || component.getType() == double.class) ? 2 : 1;
		}
		return slots;
	}

	private MethodHandles.Lookup lookup() {
		try {
			return MethodHandles.privateLookupIn(this.type, MethodHandles.lookup());
		}
		catch (IllegalAccessException ex) {
			throw this.site.unmappable("the module " + this.type.getModule().getName() + " does not open the package "
					+ this.type.getPackageName() + "; add 'opens " + this.type.getPackageName()
					+ "' to its module-info");
		}
	}

	private RecordPlan compile() {
		List<Component> components = new ArrayList<>();
		for (RecordComponent component : this.type.getRecordComponents()) {
			components.add(component(components.size(), component));
		}
		List<Component> ordered = new ArrayList<>(components);
		ordered.sort(Comparator.comparingInt(Component::order));
		requireDistinctNames(ordered);
		RowHandleBuilder handle = new RowHandleBuilder(constructor(), this.site.relativePath());
		List<RecordPlan.Column> columns = new ArrayList<>();
		for (Component component : ordered) {
			handle.add(component.ordinal(), component.accessor(), component.column());
			columns.add(component.column());
		}
		return new RecordPlan(List.copyOf(columns), handle.build());
	}

	private Component component(int ordinal, RecordComponent component) {
		ArrowField field = AnnotatedElementUtils.getMergedAnnotation(component, ArrowField.class);
		ArrowDecimal decimal = component.getAnnotation(ArrowDecimal.class);
		Hints hints = new Hints(field, decimal);
		Site site = this.site.component(component.getName(), hints);
		ColumnType columnType = TYPES.ofComponent(component.getGenericType(), site);
		String unused = hints.unused();
		if (unused != null) {
			throw site.unmappable(unused);
		}
		String name = (field != null && !field.name().isEmpty()) ? field.name() : component.getName();
		Nullability nullability = (field != null) ? field.nullable() : Nullability.BY_TYPE;
		boolean nullable = isNullable(component.getType(), nullability, site);
		// not every nullable component: a misspelt name would go unnoticed
		boolean optional = nullability == Nullability.NULLABLE || Optionals.isOptional(component.getType());
		return new Component(ordinal, (field != null) ? field.order() : 0, accessor(component),
				new RecordPlan.Column(name, site.path(), nullable, optional, columnType));
	}

	private static boolean isNullable(Class<?> type, Nullability nullability, Site site) {
		if (nullability == Nullability.NULLABLE && type.isPrimitive()) {
			throw site.unmappable("a primitive is never null; use its box, or remove 'nullable' from @ArrowField");
		}
		if (nullability == Nullability.NOT_NULL && Optionals.isOptional(type)) {
			throw site
				.unmappable("an Optional may be empty; use the type in it, or remove 'nullable' from @ArrowField");
		}
		return nullability != Nullability.NOT_NULL && !type.isPrimitive();
	}

	private void requireDistinctNames(List<Component> components) {
		Set<String> names = new HashSet<>();
		for (Component component : components) {
			String name = component.column().fieldName();
			if (!names.add(name)) {
				throw this.site.unmappable("two components have the field name '" + name + "'; change one @ArrowField");
			}
		}
	}

	private MethodHandle accessor(RecordComponent component) {
		try {
			return this.lookup.unreflect(component.getAccessor());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MethodHandle constructor() {
		Class<?>[] types = new Class<?>[this.type.getRecordComponents().length];
		for (int i = 0; i < types.length; i++) {
			types[i] = this.type.getRecordComponents()[i].getType();
		}
		try {
			return this.lookup.findConstructor(this.type, MethodType.methodType(void.class, types));
		}
		catch (NoSuchMethodException | IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Component(int ordinal, int order, MethodHandle accessor, RecordPlan.Column column) {
	}

}
