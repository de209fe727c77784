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

import com.google.protobuf.Any;
import com.google.protobuf.UnsafeByteOperations;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are a protobuf {@code Any}. The name is the full name of the message, or
 * the name without its package.
 *
 * @see <a href="https://protobuf.dev/programming-guides/proto3/#any">Any</a>
 */
final class AnyCommandCodec implements FlightCommandCodec {

	@Override
	public String form() {
		return "a protobuf Any";
	}

	@Override
	public @Nullable CommandMessage decode(byte[] command) {
		PackedMessage message = PackedMessage.find(UnsafeByteOperations.unsafeWrap(command));
		return (message != null) ? new Packed(message) : null;
	}

	private record Packed(PackedMessage message) implements CommandMessage {

		@Override
		public String name() {
			return this.message.name();
		}

		@Override
		public List<String> names() {
			String name = name();
			String simpleName = name.substring(name.lastIndexOf('.') + 1);
			return simpleName.equals(name) ? List.of(name) : List.of(name, simpleName);
		}

		@Override
		public Object read(Type target) {
			if (target == Any.class) {
				return this.message.any();
			}
			if (!(target instanceof Class<?> type) || !Protobufs.isGenerated(type)) {
				throw InvalidMessages
					.invalid("The command is a protobuf Any of %s, where JSON is expected".formatted(name()));
			}
			return this.message.read(type, "command");
		}

	}

}
