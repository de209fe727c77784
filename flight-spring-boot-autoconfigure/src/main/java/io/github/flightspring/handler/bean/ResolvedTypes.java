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

package io.github.flightspring.handler.bean;

import java.lang.reflect.Type;
import java.util.Arrays;

import org.springframework.core.ResolvableType;

/**
 * Types without type variables, for other libraries. Each variable of a generic class is
 * replaced by the type that the bean's class gives it.
 */
public final class ResolvedTypes {

	private ResolvedTypes() {
	}

	/**
	 * Resolve a type.
	 * @param type the type, whose variables may be resolved by its owner
	 * @return a class or a parameterized type; {@code Object} replaces unknown types
	 */
	public static Type of(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (!type.hasGenerics() || raw.isArray()) {
			return raw;
		}
		ResolvableType[] generics = Arrays.stream(type.getGenerics())
			.map((generic) -> ResolvableType.forType(of(generic)))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(raw, generics).getType();
	}

}
