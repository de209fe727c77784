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

import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;

import io.github.flightspring.annotation.ArrowField;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * A test for properties that annotations leave out of the columns.
 */
final class LeftOut {

	// by name: none of these libraries is required
	private static final List<String> ANNOTATIONS = List.of("jakarta.persistence.Transient",
			"org.springframework.data.annotation.Transient", "java.beans.Transient",
			"com.fasterxml.jackson.annotation.JsonIgnore");

	private LeftOut() {
	}

	/**
	 * Return whether a property is left out.
	 * @param elements the declarations of the property
	 * @return whether any of them says so, unless one of them has {@link ArrowField}
	 */
	static boolean isAny(Collection<? extends AnnotatedElement> elements) {
		for (AnnotatedElement element : elements) {
			ArrowField field = AnnotatedElementUtils.findMergedAnnotation(element, ArrowField.class);
			if (field != null) {
				return field.ignore();
			}
		}
		return elements.stream().anyMatch(LeftOut::is);
	}

	private static boolean is(AnnotatedElement element) {
		MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
		return ANNOTATIONS.stream().anyMatch((name) -> is(annotations.get(name)));
	}

	private static boolean is(MergedAnnotation<?> annotation) {
		return annotation.isPresent() && annotation.getValue("value", Boolean.class).orElse(true);
	}

}
