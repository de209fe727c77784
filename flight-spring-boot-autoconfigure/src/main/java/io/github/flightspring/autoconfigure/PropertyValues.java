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

package io.github.flightspring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Checks of property values. An error names the property, the value and the fix.
 */
final class PropertyValues {

	private PropertyValues() {
	}

	static void positive(String name, @Nullable DataSize size) {
		if (size != null && size.toBytes() <= 0) {
			throw invalid(name, size, "a size of at least one byte");
		}
	}

	static void positive(String name, int number) {
		if (number <= 0) {
			throw invalid(name, number, "a number of at least 1");
		}
	}

	static void fraction(String name, double number) {
		if (!(number > 0 && number <= 1)) {
			throw invalid(name, number, "a number above 0 and up to 1");
		}
	}

	static void notNegative(String name, int number) {
		if (number < 0) {
			throw invalid(name, number, "zero, or a larger number");
		}
	}

	static void positive(String name, @Nullable Duration duration) {
		if (duration != null && (duration.isNegative() || duration.isZero())) {
			throw invalid(name, duration, "a time longer than zero");
		}
	}

	static void notNegative(String name, Duration duration) {
		if (duration.isNegative()) {
			throw invalid(name, duration, "zero for no limit, or a longer time");
		}
	}

	static void zeroOrLonger(String name, Duration duration) {
		check(!duration.isNegative(), name, duration, "zero, or a longer time");
	}

	static void check(boolean valid, String name, Object value, String expected) {
		if (!valid) {
			throw invalid(name, value, expected);
		}
	}

	private static IllegalArgumentException invalid(String name, Object value, String expected) {
		return new IllegalArgumentException("'%s' is '%s'. Give %s".formatted(name, value, expected));
	}

}
