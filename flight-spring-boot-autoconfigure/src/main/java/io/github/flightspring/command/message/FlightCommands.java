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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;

/**
 * Decodes the commands of descriptors. The forms are tried in this order: those of the
 * {@link FlightCommandCodec} beans, a JSON object with {@code type}, a protobuf {@code
 * Any}, and a bare word. Thread-safe.
 */
public final class FlightCommands {

	/**
	 * The maximum length of a command, in bytes.
	 */
	public static final int MAX_LENGTH = 1024 * 1024;

	/**
	 * The maximum length of the name of a command that clients write.
	 */
	static final int MAX_NAME_LENGTH = 256;

	private final List<FlightCommandCodec> codecs;

	/**
	 * Create a decoder of commands.
	 * @param bodies the reader of the bodies of JSON commands
	 * @param codecs the codecs of further forms, in the order of trying them
	 */
	public FlightCommands(MessageBodies bodies, List<? extends FlightCommandCodec> codecs) {
		this.codecs = new ArrayList<>(codecs);
		this.codecs.add(new JsonCommandCodec(bodies.json()));
		this.codecs.add(new AnyCommandCodec());
		this.codecs.add(new WordCommandCodec(bodies));
	}

	/**
	 * Decode a command.
	 * @param command the bytes of a descriptor of type CMD
	 * @return the command
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * command is of no known form, malformed, or longer than {@link #MAX_LENGTH}
	 */
	public CommandMessage decode(byte[] command) {
		if (command.length > MAX_LENGTH) {
			throw InvalidMessages
				.invalid("The command has %d bytes, where %d are allowed".formatted(command.length, MAX_LENGTH));
		}
		for (FlightCommandCodec codec : this.codecs) {
			CommandMessage message = codec.decode(command);
			if (message != null) {
				return new WholeOrPart(message, command);
			}
		}
		throw InvalidMessages.invalid("The command %s: send %s"
			.formatted((command.length != 0) ? "is of no known form" : "is empty", forms()));
	}

	private String forms() {
		return this.codecs.stream()
			.map(FlightCommandCodec::form)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", or "));
	}

	/**
	 * Returns the whole command for a target of text or bytes, and its body for any other
	 * target.
	 */
	private record WholeOrPart(CommandMessage message, byte[] command) implements CommandMessage {

		@Override
		public String name() {
			return this.message.name();
		}

		@Override
		public List<String> names() {
			return this.message.names();
		}

		@Override
		public Object read(Type target) {
			if (target == byte[].class) {
				return this.command.clone();
			}
			if (target == String.class || target == CharSequence.class) {
				return Utf8.decode(this.command, "The command");
			}
			return this.message.read(target);
		}

	}

}
