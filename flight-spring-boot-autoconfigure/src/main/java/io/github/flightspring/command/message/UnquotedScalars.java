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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Reads a quoted number or boolean like an unquoted one. Clients quote numbers that their
 * language cannot represent exactly.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7493#section-2.2">RFC 7493, Numbers</a>
 */
final class UnquotedScalars extends JsonParserDelegate {

	private final JsonParser source;

	private final Class<?> target;

	private final ObjectReader literals;

	/**
	 * Create a parser that starts at the current token of another.
	 * @param source the other parser
	 * @param target the target type, for messages
	 * @param literals the reader of the text in quotes, see {@link #literals}
	 */
	UnquotedScalars(JsonParser source, Class<?> target, ObjectReader literals) {
		super(source);
		this.source = source;
		this.target = target;
		this.literals = literals;
		unquote(source.currentToken());
	}

	/**
	 * Return a reader that accepts the forms of {@link NumberLiteral}; JSON allows only
	 * some of them.
	 */
	static ObjectReader literals(ObjectReader reader) {
		return reader.withFeatures(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
				JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
				JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
				JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS);
	}

	@Override
	public @Nullable JsonToken nextToken() {
		this.delegate = this.source;
		return unquote(this.source.nextToken());
	}

	private @Nullable JsonToken unquote(@Nullable JsonToken token) {
		if (token != JsonToken.VALUE_STRING) {
			return token;
		}
		String text = this.source.getString();
		if (NumberLiteral.isSpecial(text)) {
			return token;
		}
		this.source.streamReadConstraints().validateFPLength(text.length());
		if (!text.equals("true") && !text.equals("false") && NumberLiteral.of(text) == null) {
			throw InvalidFormatException.from(this.source, "no literal", text, this.target);
		}
		this.delegate = new ExactNumbers(this.literals.createParser(text));
		return this.delegate.nextToken();
	}

}
