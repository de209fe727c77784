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

package io.github.flightspring.handler.validation;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

import org.springframework.util.ClassUtils;

/**
 * The value extractors of rows that are validated when they are read. They extract
 * nothing. Without them, a validator refuses type arguments such as those of
 * {@code Stream<@Valid Order>}.
 */
public final class UnreadRowsExtractors {

	private UnreadRowsExtractors() {
	}

	/**
	 * The extractors, for the configuration of the application's validator.
	 * @return the extractors
	 */
	public static List<ValueExtractor<?>> all() {
		List<ValueExtractor<?>> extractors = new ArrayList<>(
				List.of(new OfStream(), new OfIterator(), new OfIterable()));
		if (ClassUtils.isPresent("reactor.core.publisher.Flux", UnreadRowsExtractors.class.getClassLoader())) {
			extractors.add(new OfFlux());
		}
		return extractors;
	}

	private static final class OfStream implements ValueExtractor<UnreadRows.OfStream<@ExtractedValue ?>> {

		@Override
		public void extractValues(UnreadRows.OfStream<?> rows, ValueReceiver receiver) {
			// they are validated when they are read
		}

	}

	private static final class OfIterator implements ValueExtractor<UnreadRows.OfIterator<@ExtractedValue ?>> {

		@Override
		public void extractValues(UnreadRows.OfIterator<?> rows, ValueReceiver receiver) {
			// they are validated when they are read
		}

	}

	private static final class OfIterable implements ValueExtractor<UnreadRows.OfIterable<@ExtractedValue ?>> {

		@Override
		public void extractValues(UnreadRows.OfIterable<?> rows, ValueReceiver receiver) {
			// they are validated when they are read
		}

	}

	private static final class OfFlux implements ValueExtractor<UnreadRows.OfFlux<@ExtractedValue ?>> {

		@Override
		public void extractValues(UnreadRows.OfFlux<?> rows, ValueReceiver receiver) {
			// they are validated when they are read
		}

	}

}
