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

package io.github.flightspring.command.message;

import io.github.flightspring.arrow.value.NumberLiteral;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;

/**
 * Reads the names of JSON members as the number keys of a map.
 */
final class NumberKeys extends KeyDeserializer {

	private final KeyDeserializer numbers;

	private final Class<?> type;

	NumberKeys(KeyDeserializer numbers, Class<?> type) {
		this.numbers = numbers;
		this.type = type;
	}

	@Override
	public @Nullable Object deserializeKey(String key, DeserializationContext context) {
		return NumberLiteral.fits(key, this.type) ? this.numbers.deserializeKey(key, context)
				: context.handleWeirdKey(this.type, key, "not a number that fits");
	}

}
