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

package io.github.flightspring.arrow.read;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.flightspring.arrow.value.Optionals;

/**
 * Finds the method that reads the value of a component.
 */
public final class ReaderHandles {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private ReaderHandles() {
	}

	/**
	 * Find the method. Its parameters are the reader and the row.
	 * @param type the type of the component
	 * @return the method, whose return type is the given type
	 */
	public static MethodHandle of(Class<?> type) {
		try {
			return find(type);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle find(Class<?> type) throws ReflectiveOperationException {
		MethodType result = MethodType.methodType(type, ColumnReader.class, int.class);
		if (Optionals.isOptional(type)) {
			return LOOKUP.findStatic(ReaderHandles.class, "read" + type.getSimpleName(), result);
		}
		if (!type.isPrimitive()) {
			return method("read", Object.class).asType(result);
		}
		if (type == boolean.class) {
			return method("readBoolean", boolean.class);
		}
		boolean floating = type == double.class || type == float.class;
		MethodHandle wide = floating ? method("readDouble", double.class) : method("readLong", long.class);
		// the reader has checked that the value fits
		return MethodHandles.explicitCastArguments(wide, result);
	}

	private static MethodHandle method(String name, Class<?> result) throws ReflectiveOperationException {
		return LOOKUP.findVirtual(ColumnReader.class, name, MethodType.methodType(result, int.class));
	}

	private static Optional<?> readOptional(ColumnReader reader, int row) {
		return Optional.ofNullable(reader.read(row));
	}

	private static OptionalInt readOptionalInt(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalInt.empty() : OptionalInt.of((int) reader.getLong(row));
	}

	private static OptionalLong readOptionalLong(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalLong.empty() : OptionalLong.of(reader.getLong(row));
	}

	private static OptionalDouble readOptionalDouble(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalDouble.empty() : OptionalDouble.of(reader.getDouble(row));
	}

}
