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

import java.lang.reflect.Modifier;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Parsers of generated protobuf messages.
 */
final class Protobufs {

	private static final ClassValue<@Nullable Message> DEFAULT_INSTANCES = new ClassValue<>() {

		@Override
		protected @Nullable Message computeValue(Class<?> type) {
			return findDefaultInstance(type);
		}

	};

	private Protobufs() {
	}

	static boolean isGenerated(Class<?> type) {
		return Message.class.isAssignableFrom(type) && DEFAULT_INSTANCES.get(type) != null;
	}

	static String fullName(Class<?> type) {
		return defaultInstance(type).getDescriptorForType().getFullName();
	}

	static Message read(ByteString bytes, Class<?> type, String what) {
		Parser<? extends Message> parser = defaultInstance(type).getParserForType();
		Message message;
		try {
			message = parser.parseFrom(bytes);
		}
		catch (InvalidProtocolBufferException ex) {
			throw InvalidMessages.invalid("%s is not a protobuf message %s".formatted(what, fullName(type)), ex);
		}
		boolean hasFields = !message.getDescriptorForType().getFields().isEmpty();
		if (hasFields && message.getAllFields().isEmpty() && !message.getUnknownFields().asMap().isEmpty()) {
			// protobuf would parse any other type as an empty message
			throw InvalidMessages.invalid("%s has no field of the protobuf message %s".formatted(what, fullName(type)));
		}
		return message;
	}

	private static Message defaultInstance(Class<?> type) {
		Message message = DEFAULT_INSTANCES.get(type);
		if (message == null) {
			throw new IllegalArgumentException("'%s' is not a generated protobuf message".formatted(type.getName()));
		}
		return message;
	}

	private static @Nullable Message findDefaultInstance(Class<?> type) {
		if (!Message.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		try {
			return (Message) type.getMethod("getDefaultInstance").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
