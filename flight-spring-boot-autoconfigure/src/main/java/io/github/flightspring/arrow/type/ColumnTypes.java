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

package io.github.flightspring.arrow.type;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.github.flightspring.arrow.read.ListShape;
import io.github.flightspring.arrow.value.ValueException;

/**
 * Chooses the column type of a Java type, or reports why there is none.
 */
public final class ColumnTypes {

	private final Predicate<Class<?>> isRow;

	private final BiFunction<Site, Class<?>, ColumnType> rows;

	/**
	 * Create a choice.
	 * @param isRow a test for classes that have columns of their own
	 * @param rows a factory of the column types of such classes
	 */
	public ColumnTypes(Predicate<Class<?>> isRow, BiFunction<Site, Class<?>, ColumnType> rows) {
		this.isRow = isRow;
		this.rows = rows;
	}

	/**
	 * Choose the type of a property. Only the type of a property itself may be an
	 * optional.
	 * @param type the type of the property
	 * @param site the location of the property
	 * @return the column type
	 * @throws ValueException if there is none
	 */
	public ColumnType ofProperty(Type type, Site site) {
		if (type == OptionalInt.class) {
			return of(Integer.class, site);
		}
		if (type == OptionalLong.class) {
			return of(Long.class, site);
		}
		if (type == OptionalDouble.class) {
			return of(Double.class, site);
		}
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class) {
			return of(parameterized.getActualTypeArguments()[0], site);
		}
		return of(type, site);
	}

	private ColumnType of(Type type, Site site) {
		if (type instanceof Class<?> clazz) {
			return ofClass(clazz, site);
		}
		if (type instanceof ParameterizedType parameterized) {
			return ofParameterized(parameterized, site);
		}
		if (type instanceof GenericArrayType array) {
			return array(array.getGenericComponentType(), site);
		}
		throw site.unmappable(UnmappableTypes.problem(type));
	}

	private ColumnType ofClass(Class<?> type, Site site) {
		ColumnType scalar = ScalarTypes.of(type, site);
		if (scalar != null) {
			return scalar;
		}
		if (type.isArray()) {
			return array(type.getComponentType(), site);
		}
		if (this.isRow.test(type)) {
			return this.rows.apply(site, type);
		}
		throw site.unmappable(UnmappableTypes.problem(type));
	}

	private ColumnType ofParameterized(ParameterizedType type, Site site) {
		Class<?> raw = (Class<?>) type.getRawType();
		Type[] arguments = type.getActualTypeArguments();
		if (raw == List.class || raw == Collection.class || raw == Set.class) {
			Site elements = site.part("[]");
			ListShape shape = (raw == Set.class) ? ListShape.SET : ListShape.LIST;
			return new ListType(shape, Object.class, of(arguments[0], elements), elements.path());
		}
		if (raw == Map.class) {
			Site keys = site.part("{key}");
			Site values = site.part("{}");
			return new MapType(of(arguments[0], keys), keys.path(), of(arguments[1], values), values.path());
		}
		throw site.unmappable(UnmappableTypes.problem(type));
	}

	private ColumnType array(Type elementType, Site site) {
		Site elements = site.part("[]");
		ColumnType type = of(elementType, elements);
		Class<?> elementClass = rawClass(elementType);
		ListShape shape = elementClass.isPrimitive() ? ListShape.PRIMITIVE_ARRAY : ListShape.ARRAY;
		return new ListType(shape, elementClass, type, elements.path());
	}

	private static Class<?> rawClass(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		if (type instanceof GenericArrayType array) {
			return rawClass(array.getGenericComponentType()).arrayType();
		}
		return (Class<?>) type;
	}

}
