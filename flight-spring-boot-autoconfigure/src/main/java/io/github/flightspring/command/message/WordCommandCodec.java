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
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are a bare word: a name with an empty body.
 */
final class WordCommandCodec implements FlightCommandCodec {

	private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

	private static final byte[] EMPTY = new byte[0];

	private final MessageBodies bodies;

	WordCommandCodec(MessageBodies bodies) {
		this.bodies = bodies;
	}

	@Override
	public String form() {
		return "a word of letters, digits, '_', '.' and '-'";
	}

	@Override
	public @Nullable CommandMessage decode(byte[] command) {
		if (command.length > FlightCommands.MAX_NAME_LENGTH) {
			return null;
		}
		String word = new String(command, StandardCharsets.ISO_8859_1);
		return WORD.matcher(word).matches() ? new Word(word, this.bodies) : null;
	}

	private record Word(String name, MessageBodies bodies) implements CommandMessage {

		@Override
		public Object read(Type target) {
			return this.bodies.read(EMPTY, target);
		}

	}

}
