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

package io.github.flightspring.arrow;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Takes optionals apart and makes them. Compiled code calls these methods by the
 * optional's class.
 */
final class Optionals {

	private Optionals() {
	}

	static @Nullable Object unwrap(@Nullable Optional<?> value) {
		return (value != null) ? value.orElse(null) : null;
	}

	static @Nullable Object unwrap(@Nullable OptionalInt value) {
		return (value != null && value.isPresent()) ? value.getAsInt() : null;
	}

	static @Nullable Object unwrap(@Nullable OptionalLong value) {
		return (value != null && value.isPresent()) ? value.getAsLong() : null;
	}

	static @Nullable Object unwrap(@Nullable OptionalDouble value) {
		return (value != null && value.isPresent()) ? value.getAsDouble() : null;
	}

	static Optional<?> readOptional(ColumnReader reader, int row) {
		return Optional.ofNullable(reader.read(row));
	}

	static OptionalInt readOptionalInt(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalInt.empty() : OptionalInt.of((int) reader.getLong(row));
	}

	static OptionalLong readOptionalLong(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalLong.empty() : OptionalLong.of(reader.getLong(row));
	}

	static OptionalDouble readOptionalDouble(ColumnReader reader, int row) {
		return reader.isNull(row) ? OptionalDouble.empty() : OptionalDouble.of(reader.getDouble(row));
	}

}
