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

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of clients with a strict copy of the application's mapper. Unknown fields,
 * repeated fields and trailing text are rejected instead of ignored.
 */
final class JsonBodies {

	private final JsonMapper mapper;

	private final ObjectReader strict;

	private final int maxLength;

	private final Map<JavaType, ObjectReader> readers = new ConcurrentHashMap<>();

	JsonBodies(JsonMapper mapper, int maxLength) {
		this.mapper = mapper;
		this.maxLength = maxLength;
		this.strict = StrictScalars.strict(mapper)
			.reader()
			.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
	}

	JsonMapper mapper() {
		return this.mapper;
	}

	JavaType type(Type type) {
		return this.mapper.constructType(type);
	}

	ObjectReader reader(JavaType type) {
		return this.readers.computeIfAbsent(type, this.strict::forType);
	}

	JsonParser parser(byte[] json) {
		if (json.length > this.maxLength) {
			throw InvalidMessages
				.invalid("The JSON has %d bytes, where %d are allowed".formatted(json.length, this.maxLength));
		}
		if (isUtf16Or32(json)) {
			throw InvalidMessages.invalid("The JSON is not in UTF-8");
		}
		return new ExactNumbers(this.strict.createParser(json));
	}

	// Jackson guesses the encoding, but JSON between systems is UTF-8 (RFC 8259, 8.1): a
	// guessed encoding would give another text than reading the body as a String
	private static boolean isUtf16Or32(byte[] json) {
		for (int i = 0; i < Math.min(json.length, 4); i++) {
			if (json[i] == 0) {
				return true;
			}
		}
		return false;
	}

	Object read(byte[] json, Type target) {
		JavaType type = type(target);
		try (JsonParser parser = parser(json)) {
			return notNull(reader(type).readValue(parser));
		}
		catch (JacksonException ex) {
			throw failure(ex, type, () -> parser(json));
		}
	}

	static Object notNull(@Nullable Object value) {
		if (value == null) {
			throw InvalidMessages.invalid("The JSON is null, where a value is expected");
		}
		return value;
	}

	// a type that cannot be read from any input is not an error of the client
	static RuntimeException failure(JacksonException ex) {
		return (ex instanceof InvalidDefinitionException) ? ex : JsonFailures.toStatus(ex).toRuntimeException();
	}

	/**
	 * Return the exception for a failure to read a value. Jackson stops at the first
	 * unknown field. The value is read again, so that the exception names all of them.
	 */
	RuntimeException failure(JacksonException ex, JavaType type, Supplier<JsonParser> json) {
		if (!(ex instanceof UnrecognizedPropertyException unknown) || unknown.getPath().size() > 1) {
			return failure(ex);
		}
		UnknownFields fields = new UnknownFields(unknown.getReferringClass());
		try (JsonParser parser = json.get()) {
			reader(type).withHandler(fields).readValue(parser);
		}
		catch (RuntimeException again) {
			// the part that was read tells which fields are unknown
		}
		return (fields.names().size() > 1) ? JsonFailures.unknown(unknown, fields.names()).toRuntimeException()
				: failure(ex);
	}

}
