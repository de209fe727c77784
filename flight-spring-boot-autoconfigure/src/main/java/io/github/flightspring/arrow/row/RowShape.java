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

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of Java types whose instances are rows.
 */
public enum RowShape {

	/**
	 * A record: one column for each component.
	 */
	RECORD,

	/**
	 * A class with properties: one column for each property.
	 */
	CLASS,

	/**
	 * An interface: one column for each of its getters. Its rows are only written.
	 */
	INTERFACE;

	private static final List<String> VALUES = List.of("java.", "javax.", "jdk.", "jakarta.", "kotlin.", "kotlinx.",
			"scala.", "groovy.", "org.apache.arrow.", "com.google.protobuf.", "org.reactivestreams.", "reactor.",
			"org.springframework.core.", "org.springframework.http.", "org.springframework.web.");

	private static final List<Class<?>> CONTAINERS = List.of(Iterable.class, Iterator.class, Map.class,
			BaseStream.class, CompletionStage.class, CharSequence.class, Number.class, Throwable.class);

	/**
	 * Return the shape of a type. Whether all of its properties can be mapped is known
	 * when the type is compiled.
	 * @param type the type
	 * @return the shape, or {@code null} if instances of the type are not rows
	 */
	public static @Nullable RowShape of(Class<?> type) {
		if (type.isRecord()) {
			return RECORD;
		}
		if (type.isPrimitive() || type.isArray() || type.isEnum() || type.isAnnotation() || type.isSealed()
				|| VALUES.stream().anyMatch(type.getName()::startsWith)
				|| CONTAINERS.stream().anyMatch((container) -> container.isAssignableFrom(type))) {
			return null;
		}
		return type.isInterface() ? INTERFACE : CLASS;
	}

}
