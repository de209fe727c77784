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

package io.github.flightspring.autoconfigure.diagnostics;

import io.github.flightspring.autoconfigure.InvalidListPropertyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Analyzes an {@link InvalidListPropertyException}. Goes before Boot's own, which know
 * the property but not what is wrong with it. The value may be a secret and is not shown.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidListPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidListPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidListPropertyException cause) {
		String element = cause.list() + "[0]";
		return new FailureAnalysis(
				"The property '%s' would be ignored: '%s' is a list, and its elements are '%s' and so on."
					.formatted(cause.property(), cause.list(), element),
				("Write '%s' as a list: in YAML with '-' in front of each element, in properties as '%s…', and in "
						+ "environment variables as '%s_0_…'.")
					.formatted(cause.list(), element,
							cause.list().toUpperCase(java.util.Locale.ROOT).replace("-", "").replace('.', '_')),
				cause);
	}

}
