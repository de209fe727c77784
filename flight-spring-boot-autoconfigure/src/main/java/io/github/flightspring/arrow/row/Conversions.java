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

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A test whether what a getter returns can be given to a setter or a constructor. A
 * primitive, its box and an optional of it stand for the same value.
 */
final class Conversions {

	private static final Map<Class<?>, Class<?>> OPTIONALS = Map.of(OptionalInt.class, Integer.class,
			OptionalLong.class, Long.class, OptionalDouble.class, Double.class);

	private Conversions() {
	}

	static boolean isPossible(Type from, Type to) {
		return value(to).isAssignableFrom(value(from));
	}

	private static ResolvableType value(Type type) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Class<?> raw = resolvable.toClass();
		if (raw == Optional.class) {
			return resolvable.getGeneric();
		}
		Class<?> boxed = OPTIONALS.getOrDefault(raw, ClassUtils.resolvePrimitiveIfNecessary(raw));
		return (boxed != raw) ? ResolvableType.forClass(boxed) : resolvable;
	}

}
