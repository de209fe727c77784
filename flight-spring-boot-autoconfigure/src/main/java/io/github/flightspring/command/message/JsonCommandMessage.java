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
import java.util.List;
import java.util.Set;

import io.github.flightspring.command.CommandMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.TokenFilter;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * A JSON command. For a type with a property {@code type}, the body is the whole object.
 * For any other type, it is the object without {@code type}.
 */
final class JsonCommandMessage implements CommandMessage {

	private static final TokenFilter WITHOUT_TYPE = new TokenFilter() {

		@Override
		public @Nullable TokenFilter includeProperty(String name) {
			return JsonCommandCodec.TYPE.equals(name) ? null : TokenFilter.INCLUDE_ALL;
		}

		@Override
		public boolean includeEmptyObject(boolean contentsFiltered) {
			return true;
		}

	};

	private final String name;

	private final byte[] command;

	private final JsonBodies json;

	private final Set<JavaType> typeless;

	JsonCommandMessage(String name, byte[] command, JsonBodies json, Set<JavaType> typeless) {
		this.name = name;
		this.command = command;
		this.json = json;
		this.typeless = typeless;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Object read(Type target) {
		JavaType type = this.json.type(target);
		if (Protobufs.isGenerated(type.getRawClass())) {
			throw InvalidMessages.invalid("The command is JSON, where a protobuf Any of %s is expected"
				.formatted(Protobufs.fullName(type.getRawClass())));
		}
		try {
			return JsonBodies.notNull(readWholeOrWithoutType(type));
		}
		catch (JacksonException ex) {
			throw this.json.failure(ex, type, () -> withoutType(this.json.parser(this.command)));
		}
	}

	private Object readWholeOrWithoutType(JavaType type) {
		if (this.typeless.contains(type)) {
			return read(type, true);
		}
		try {
			return read(type, false);
		}
		catch (UnrecognizedPropertyException ex) {
			if (!isTypeOfCommand(ex.getPath())) {
				throw ex;
			}
			if (type.isFinal()) {
				// a subtype of another type may have such a property
				this.typeless.add(type);
			}
			return read(type, true);
		}
	}

	private Object read(JavaType type, boolean withoutType) {
		try (JsonParser parser = this.json.parser(this.command)) {
			return this.json.reader(type).readValue(withoutType ? withoutType(parser) : parser);
		}
	}

	private static JsonParser withoutType(JsonParser parser) {
		return new FilteringParserDelegate(parser, WITHOUT_TYPE, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true);
	}

	private static boolean isTypeOfCommand(List<JacksonException.Reference> path) {
		return path.size() == 1 && JsonCommandCodec.TYPE.equals(path.get(0).getPropertyName());
	}

}
