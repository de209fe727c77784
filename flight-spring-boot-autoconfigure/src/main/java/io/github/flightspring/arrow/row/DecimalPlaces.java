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
import java.math.BigDecimal;
import java.util.Map;

import io.github.flightspring.annotation.ArrowDecimal;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The precision and scale of a property: those of {@link ArrowDecimal @ArrowDecimal}, or
 * for a {@link BigDecimal} those of the {@code @Column} of Jakarta Persistence.
 */
final class DecimalPlaces {

	// by name: the library is not required
	private static final String COLUMN = "jakarta.persistence.Column";

	private DecimalPlaces() {
	}

	static @Nullable ArrowDecimal of(RowProperty property) {
		ArrowDecimal declared = property.find(ArrowDecimal.class);
		if (declared != null || property.rawType() != BigDecimal.class) {
			return declared;
		}
		for (AnnotatedElement element : property.elements()) {
			MergedAnnotation<?> column = MergedAnnotations.from(element).get(COLUMN);
			if (column.isPresent() && column.getInt("precision") > 0) {
				return MergedAnnotation
					.of(ArrowDecimal.class,
							Map.of("precision", column.getInt("precision"), "scale", column.getInt("scale")))
					.synthesize();
			}
		}
		return null;
	}

}
