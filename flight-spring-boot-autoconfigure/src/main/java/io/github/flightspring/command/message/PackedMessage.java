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

import java.util.regex.Pattern;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * A protobuf message in an {@code Any}.
 *
 * @param name the message's full name
 * @param any the message
 * @see <a href="https://protobuf.dev/programming-guides/proto3/#any">Any</a>
 */
record PackedMessage(String name, Any any) {

	private static final Pattern MESSAGE_NAME = Pattern
		.compile("[A-Za-z_][A-Za-z0-9_]{0,127}(\\.[A-Za-z_][A-Za-z0-9_]{0,127}){0,31}");

	private static final String STANDARD_PREFIX = "type.googleapis.com/";

	/**
	 * Find the packed message in bytes that may be an {@code Any}.
	 * @param bytes the bytes
	 * @return the message, or {@code null} if the bytes are not an {@code Any} with the
	 * name of a message
	 */
	static @Nullable PackedMessage find(ByteString bytes) {
		Any any;
		try {
			any = Any.parseFrom(bytes);
		}
		catch (InvalidProtocolBufferException ex) {
			return null;
		}
		String url = any.getTypeUrl();
		int slash = url.lastIndexOf('/');
		String name = url.substring(slash + 1);
		boolean isAny = slash >= 0 && any.getUnknownFields().asMap().isEmpty() && MESSAGE_NAME.matcher(name).matches();
		return isAny ? new PackedMessage(name, any) : null;
	}

	/**
	 * Return whether the bytes are meant as an {@code Any}. They could also be a message
	 * that has a text and bytes in the same fields. They are an {@code Any} if the name
	 * is that of the message or begins like a type URL.
	 */
	boolean isMeant(Class<?> type) {
		String url = this.any.getTypeUrl();
		return this.name.equals(Protobufs.fullName(type)) || url.startsWith(STANDARD_PREFIX)
				|| (this.name.indexOf('.') > 0 && url.indexOf('.') < url.indexOf('/')
						&& !this.any.getValue().isEmpty());
	}

	/**
	 * Read the message.
	 * @param type the required generated type
	 * @param what the description of the bytes in messages
	 */
	Message read(Class<?> type, String what) {
		if (!this.name.equals(Protobufs.fullName(type))) {
			throw InvalidMessages.invalid("The %s is a protobuf Any of %s, where one of %s is expected".formatted(what,
					InvalidMessages.shown(this.name), Protobufs.fullName(type)));
		}
		return Protobufs.read(this.any.getValue(), type, "The value of the %s's Any".formatted(what));
	}

}
