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

import java.util.Map;

import io.github.flightspring.internal.Internal;
import io.github.flightspring.signing.InvalidSigningKeyException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The check that a list of signing keys is not written as a map. Spring Boot's binder
 * would bind such a map as an empty list. The check covers environment variables, too.
 */
@Internal
public final class KeyedList {

	private KeyedList() {
	}

	/**
	 * Refuse a map in place of a list.
	 * @param environment the application's environment
	 * @param property the name of the list
	 * @throws InvalidSigningKeyException if the property has an element without an index
	 */
	public static void check(Environment environment, String property) {
		Map<String, Object> elements = Binder.get(environment)
			.bind(property, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of());
		for (String element : elements.keySet()) {
			if (!element.chars().allMatch(Character::isDigit)) {
				throw new InvalidSigningKeyException(property,
						"has the element '%s', where the elements of a list have an index".formatted(element));
			}
		}
	}

}
