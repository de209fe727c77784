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

package io.github.flightspring.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.flightspring.command.message.InvalidMessages;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The flight or command that the path of a request names.
 *
 * @param path the flight's path, empty for the root and for a command
 * @param command the name of a command, or {@code null}
 */
record RequestedFlight(List<String> path, @Nullable String command) {

	RequestedFlight {
		path = List.copyOf(path);
	}

	boolean isRoot() {
		return this.path.isEmpty() && this.command == null;
	}

	/**
	 * The descriptor. For a command, it is the descriptor without a body.
	 */
	FlightDescriptor descriptor() {
		return (this.command != null) ? FlightDescriptor.command(CommandBodies.bare(this.command))
				: FlightDescriptor.path(this.path);
	}

	/**
	 * The name of a file with the rows, without its extension.
	 */
	String fileName() {
		return (this.command != null) ? this.command : this.isRoot() ? "flights" : String.join("-", this.path);
	}

	@Override
	public String toString() {
		return (this.command != null) ? "command '" + InvalidMessages.shown(this.command) + "'"
				: "flight '" + InvalidMessages.shown(String.join("/", this.path)) + "'";
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
