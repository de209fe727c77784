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

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Collects the fields that a type does not have, and skips them.
 */
final class UnknownFields extends DeserializationProblemHandler {

	private final @Nullable Class<?> type;

	private final Set<String> names = new TreeSet<>();

	UnknownFields(@Nullable Class<?> type) {
		this.type = type;
	}

	Set<String> names() {
		return this.names;
	}

	@Override
	public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
			ValueDeserializer<?> deserializer, Object beanOrClass, String name) {
		Class<?> owner = (beanOrClass instanceof Class<?> declared) ? declared : beanOrClass.getClass();
		if (owner.equals(this.type)) {
			this.names.add(name);
		}
		parser.skipChildren();
		return true;
	}

}
