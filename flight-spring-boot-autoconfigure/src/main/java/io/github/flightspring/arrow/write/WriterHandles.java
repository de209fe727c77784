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

package io.github.flightspring.arrow.write;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.flightspring.arrow.value.Optionals;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method that writes the value of a component.
 */
public final class WriterHandles {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private WriterHandles() {
	}

	/**
	 * Find the method. Its parameters are the writer, the index and the value. A
	 * primitive or an optional has its own type, every other value is an object.
	 * @param writerClass the class of the writer
	 * @param type the type of the component
	 * @return the method, whose return type is {@code void}
	 */
	public static MethodHandle of(Class<? extends ColumnWriter> writerClass, Class<?> type) {
		try {
			if (type.isPrimitive()) {
				return LOOKUP.findVirtual(writerClass, "put", MethodType.methodType(void.class, int.class, type));
			}
			MethodHandle write = LOOKUP.findVirtual(writerClass, "write",
					MethodType.methodType(void.class, int.class, Object.class));
			if (!Optionals.isOptional(type)) {
				return write;
			}
			return MethodHandles.filterArguments(write, 2,
					LOOKUP.findStatic(WriterHandles.class, "unwrap", MethodType.methodType(Object.class, type)));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object unwrap(@Nullable Optional<?> value) {
		return (value != null) ? value.orElse(null) : null;
	}

	private static @Nullable Object unwrap(@Nullable OptionalInt value) {
		return (value != null && value.isPresent()) ? value.getAsInt() : null;
	}

	private static @Nullable Object unwrap(@Nullable OptionalLong value) {
		return (value != null && value.isPresent()) ? value.getAsLong() : null;
	}

	private static @Nullable Object unwrap(@Nullable OptionalDouble value) {
		return (value != null && value.isPresent()) ? value.getAsDouble() : null;
	}

}
