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

package io.github.flightspring.http.text;

import java.util.List;
import java.util.Map;

/**
 * A value as text, before the type of its column is known. A number keeps its literal. A
 * Java number would lose the sign of zero, or be expensive if its exponent is large.
 */
sealed interface TextValue {

	/**
	 * A text. In a format that has only text, every value is one.
	 *
	 * @param text the text
	 */
	record Text(String text) implements TextValue {
	}

	/**
	 * A number.
	 *
	 * @param literal the literal
	 */
	record Number(String literal) implements TextValue {
	}

	/**
	 * True or false.
	 *
	 * @param truth which of them
	 */
	record Truth(boolean truth) implements TextValue {
	}

	/**
	 * Values in order, from a JSON array.
	 *
	 * @param values the values
	 */
	record Items(List<TextValue> values) implements TextValue {
	}

	/**
	 * Values by name, from a JSON object.
	 *
	 * @param values the values
	 */
	record Members(Map<String, TextValue> values) implements TextValue {
	}

	/**
	 * The absence of a value.
	 */
	enum Nothing implements TextValue {

		/**
		 * A null.
		 */
		NULL

	}

}
