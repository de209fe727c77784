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

import org.jspecify.annotations.Nullable;

/**
 * A codec for one form of command. A bean of this type adds a form to the built-in ones:
 * a JSON object with {@code type}, a protobuf {@code Any}, and a bare word. The beans are
 * tried before the built-in forms.
 */
@FunctionalInterface
public interface FlightCommandCodec {

	/**
	 * Decode a command.
	 * @param command the bytes of a descriptor of type CMD, which must not be changed
	 * @return the command, or {@code null} if the bytes are not of this form
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * bytes are of this form, but malformed
	 */
	@Nullable CommandMessage decode(byte[] command);

	/**
	 * Return a description of the form. It is part of the message to a client whose
	 * command no codec can decode. By default there is none.
	 * @return a noun phrase such as "a protobuf Any", or {@code null}
	 */
	default @Nullable String form() {
		return null;
	}

}
