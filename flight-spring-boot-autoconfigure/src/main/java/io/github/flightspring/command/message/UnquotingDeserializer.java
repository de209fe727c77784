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

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads numbers and booleans, or arrays of them, with or without quotes.
 */
final class UnquotingDeserializer extends DelegatingDeserializer {

	private final Class<?> scalar;

	private final ObjectReader literals;

	/**
	 * Create a deserializer.
	 * @param deserializer the deserializer of values without quotes
	 * @param scalar the type of the value, or of the array's elements
	 * @param literals the reader of the text in quotes
	 */
	UnquotingDeserializer(ValueDeserializer<?> deserializer, Class<?> scalar, ObjectReader literals) {
		super(deserializer);
		this.scalar = scalar;
		this.literals = literals;
	}

	@Override
	protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
		return new UnquotingDeserializer(deserializer, this.scalar, this.literals);
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		return super.deserialize(unquoted(parser), context);
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context, Object target) {
		return super.deserialize(unquoted(parser), context, target);
	}

	@Override
	public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer type) {
		return super.deserializeWithType(unquoted(parser), context, type);
	}

	// a string in place of a whole array is Base64
	private JsonParser unquoted(JsonParser parser) {
		boolean needed = this._valueClass.isArray() ? parser.hasToken(JsonToken.START_ARRAY)
				: parser.hasToken(JsonToken.VALUE_STRING);
		return needed ? new UnquotedScalars(parser, this.scalar, this.literals) : parser;
	}

}
