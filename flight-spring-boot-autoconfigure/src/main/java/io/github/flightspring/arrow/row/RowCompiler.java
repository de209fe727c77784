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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import io.github.flightspring.arrow.type.ColumnType;
import io.github.flightspring.arrow.type.ColumnTypes;
import io.github.flightspring.arrow.type.Hints;
import io.github.flightspring.arrow.type.Site;
import io.github.flightspring.arrow.value.Optionals;
import io.github.flightspring.arrow.value.ValueException;

/**
 * Compiles a type of rows: determines the Arrow type of each property once.
 */
public final class RowCompiler {

	private static final ColumnTypes TYPES = new ColumnTypes((type) -> RowShape.of(type) != null,
			(site, type) -> new StructType(compile(site, type)));

	private final Site site;

	private final RowType type;

	private RowCompiler(Site site, RowType type) {
		this.site = site.within(type.type());
		this.type = type;
	}

	/**
	 * Compile a type of rows.
	 * @param type the type
	 * @return the plan of the rows
	 * @throws ValueException if the type cannot be mapped to Arrow
	 */
	public static RowPlan compile(Class<?> type) {
		return compile(Site.of(type), type);
	}

	private static RowPlan compile(Site site, Class<?> type) {
		if (site.enclosing().contains(type)) {
			throw site.unmappable(type.getName() + " contains itself, and Arrow types are finite; "
					+ "leave a property on this path out by @ArrowField(ignore = true), or refer to other rows by a key");
		}
		RowType rows = RowType.of(site, type);
		if (rows.uncreatable() != null) {
			site.writeOnly(rows.uncreatable());
		}
		return new RowCompiler(site, rows).compile();
	}

	private RowPlan compile() {
		List<Compiled> properties = new ArrayList<>();
		for (RowProperty property : this.type.properties()) {
			properties.add(compile(property));
		}
		properties.sort(Comparator.comparingInt(Compiled::order));
		requireDistinctNames(properties);
		RowHandleBuilder handle = new RowHandleBuilder(this.type, this.site.relativePath());
		List<RowPlan.Column> columns = new ArrayList<>();
		for (Compiled compiled : properties) {
			handle.add(compiled.property(), compiled.column());
			columns.add(compiled.column());
		}
		return new RowPlan(List.copyOf(columns), handle.build(), this.site.writeOnly());
	}

	private Compiled compile(RowProperty property) {
		ArrowField field = property.find(ArrowField.class);
		Hints hints = new Hints(field, DecimalPlaces.of(property));
		Site site = this.site.property(property.name(), hints);
		ColumnType columnType = TYPES.ofProperty(property.type(), site);
		String unused = hints.unused();
		if (unused != null) {
			throw site.unmappable(unused);
		}
		Nullability nullability = (field != null) ? field.nullable() : Nullability.BY_TYPE;
		boolean nullable = isNullable(property, nullability, site);
		// not every nullable property: a misspelt name would go unnoticed
		boolean optional = nullability == Nullability.NULLABLE || Optionals.isOptional(property.rawType());
		if (field != null && field.optional()) {
			if (!nullable) {
				throw site.unmappable("an optional field is null when it is missing, and "
						+ (property.rawType().isPrimitive() ? "a primitive is never null; use its box"
								: "it is not nullable")
						+ ", or remove 'optional' from @ArrowField");
			}
			optional = true;
		}
		return new Compiled((field != null) ? field.order() : 0, property,
				new RowPlan.Column(property.fieldName(), site.path(), nullable, optional, property.type(), columnType));
	}

	private static boolean isNullable(RowProperty property, Nullability nullability, Site site) {
		Class<?> type = property.rawType();
		if (nullability == Nullability.NULLABLE && type.isPrimitive()) {
			throw site.unmappable("a primitive is never null; use its box, or remove 'nullable' from @ArrowField");
		}
		if (nullability == Nullability.NOT_NULL && Optionals.isOptional(type)) {
			throw site
				.unmappable("an Optional may be empty; use the type in it, or remove 'nullable' from @ArrowField");
		}
		return switch (nullability) {
			case NULLABLE -> true;
			case NOT_NULL -> false;
			case BY_TYPE -> !type.isPrimitive() && (!property.required() || Optionals.isOptional(type));
		};
	}

	private void requireDistinctNames(List<Compiled> properties) {
		Set<String> names = new HashSet<>();
		for (Compiled compiled : properties) {
			String name = compiled.column().fieldName();
			if (!names.add(name)) {
				throw this.site.unmappable("two properties have the field name '" + name + "'; change one @ArrowField");
			}
		}
	}

	private record Compiled(int order, RowProperty property, RowPlan.Column column) {
	}

}
