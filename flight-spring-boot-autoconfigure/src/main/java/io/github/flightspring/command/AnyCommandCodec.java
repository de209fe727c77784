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

package io.github.flightspring.command;

import java.lang.reflect.Type;
import java.util.List;
import java.util.regex.Pattern;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are a protobuf {@code Any}: the name is that of the message, in full or
 * without its package.
 *
 * @see <a href="https://protobuf.dev/programming-guides/proto3/#any">Any</a>
 */
final class AnyCommandCodec implements FlightCommandCodec {

	private static final Pattern MESSAGE_NAME = Pattern
		.compile("[A-Za-z_][A-Za-z0-9_]{0,127}(\\.[A-Za-z_][A-Za-z0-9_]{0,127}){0,31}");

	@Override
	public String form() {
		return "a protobuf Any";
	}

	@Override
	public @Nullable CommandMessage decode(byte[] command) {
		Any any;
		try {
			any = Any.parseFrom(command);
		}
		catch (InvalidProtocolBufferException ex) {
			return null;
		}
		String url = any.getTypeUrl();
		int slash = url.lastIndexOf('/');
		String name = url.substring(slash + 1);
		boolean isAny = slash >= 0 && any.getUnknownFields().asMap().isEmpty() && MESSAGE_NAME.matcher(name).matches();
		return isAny ? new Message(name, any) : null;
	}

	private record Message(String name, Any any) implements CommandMessage {

		@Override
		public List<String> names() {
			String simpleName = this.name.substring(this.name.lastIndexOf('.') + 1);
			return simpleName.equals(this.name) ? List.of(this.name) : List.of(this.name, simpleName);
		}

		@Override
		public Object read(Type target) {
			if (target == Any.class) {
				return this.any;
			}
			if (!(target instanceof Class<?> type) || !Protobufs.isGenerated(type)) {
				throw InvalidMessages
					.invalid("The command is a protobuf Any of %s, where JSON is expected".formatted(this.name));
			}
			if (!Protobufs.fullName(type).equals(this.name)) {
				throw InvalidMessages.invalid("The command is a protobuf Any of %s, where one of %s is expected"
					.formatted(this.name, Protobufs.fullName(type)));
			}
			return Protobufs.read(this.any.getValue(), type, "The value of the command's Any");
		}

	}

}
