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

package io.github.flightspring.arrow.value;

import org.jspecify.annotations.Nullable;

/**
 * Text of a client in a form that is safe to send back or to log.
 */
public final class ShownText {

	private ShownText() {
	}

	/**
	 * Shorten a text and replace the characters that can forge lines in a log.
	 * @param value the value
	 * @param limit the maximum number of characters
	 * @return the beginning of its text, on one line
	 */
	public static String of(@Nullable Object value, int limit) {
		String text = String.valueOf(value);
		StringBuilder shown = new StringBuilder();
		text.codePoints().limit(limit).forEach((c) -> shown.appendCodePoint(isUnprintable(c) ? '?' : c));
		return (text.codePointCount(0, text.length()) > limit) ? shown.append('…').toString() : shown.toString();
	}

	/**
	 * Return whether a character is not printable, such as a line feed.
	 * @param codePoint the character
	 * @return whether to replace the character
	 */
	public static boolean isUnprintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
	}

}
