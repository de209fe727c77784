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

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.List;

import io.github.flightspring.annotation.ArrowField;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A property of a type of rows, which becomes a column.
 *
 * @param name the name
 * @param type the type with its generics, as the getter returns it
 * @param required whether the type excludes null, beyond what its class says
 * @param elements the declarations that may have annotations, the first one first
 * @param getter the code that takes the value out of a row
 * @param setter the code that puts a value into a row, or {@code null} if there is none
 */
record RowProperty(String name, Type type, boolean required, List<AnnotatedElement> elements, MethodHandle getter,
		@Nullable MethodHandle setter) {

	/**
	 * Return the class of the value that the getter returns.
	 * @return the class
	 */
	Class<?> rawType() {
		return this.getter.type().returnType();
	}

	/**
	 * Return the name of the column.
	 * @return the name that the property is given, or its own
	 */
	String fieldName() {
		ArrowField field = find(ArrowField.class);
		return (field != null && !field.name().isEmpty()) ? field.name() : this.name;
	}

	/**
	 * Find an annotation on the declarations.
	 * @param annotation the class of the annotation
	 * @return the first one, with its aliases resolved, or {@code null} if there is none
	 */
	<A extends Annotation> @Nullable A find(Class<A> annotation) {
		for (AnnotatedElement element : this.elements) {
			A found = AnnotatedElementUtils.findMergedAnnotation(element, annotation);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
