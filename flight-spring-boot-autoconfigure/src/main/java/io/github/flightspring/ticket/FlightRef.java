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

package io.github.flightspring.ticket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.apache.arrow.flight.FlightDescriptor;

/**
 * A reference to a flight: the content of a {@code FlightDescriptor} of type PATH or CMD
 * as a value. Two references are equal if their content is equal.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html">Arrow Flight,
 * FlightDescriptor</a>
 */
public sealed interface FlightRef {

	/**
	 * Return a reference to a flight by its path.
	 * @param segments the segments, none for the root
	 * @return the reference
	 */
	static FlightRef path(List<String> segments) {
		return new Path(segments);
	}

	/**
	 * Return a reference to a flight by its command.
	 * @param command the command's bytes as the client sent them
	 * @return the reference
	 */
	static FlightRef command(byte[] command) {
		return new Command(command);
	}

	/**
	 * Return the reference that a descriptor contains.
	 * @param descriptor the descriptor
	 * @return the reference
	 */
	static FlightRef of(FlightDescriptor descriptor) {
		return descriptor.isCommand() ? command(descriptor.getCommand()) : path(descriptor.getPath());
	}

	/**
	 * Return the descriptor of this reference.
	 * @return a new descriptor
	 */
	FlightDescriptor toDescriptor();

	/**
	 * A reference by path.
	 *
	 * @param segments the segments, none for the root
	 */
	record Path(List<String> segments) implements FlightRef {

		public Path {
			segments = List.copyOf(segments);
		}

		@Override
		public FlightDescriptor toDescriptor() {
			return FlightDescriptor.path(this.segments);
		}

		@Override
		public String toString() {
			return "path " + String.join("/", this.segments);
		}

	}

	/**
	 * A reference by command.
	 *
	 * @param bytes the command as the client sent it
	 */
	record Command(byte[] bytes) implements FlightRef {

		private static final int SHOWN = 64;

		public Command {
			bytes = bytes.clone();
		}

		@Override
		public byte[] bytes() {
			return this.bytes.clone();
		}

		@Override
		public FlightDescriptor toDescriptor() {
			return FlightDescriptor.command(bytes());
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Command command && Arrays.equals(this.bytes, command.bytes);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.bytes);
		}

		@Override
		public String toString() {
			int shown = Math.min(this.bytes.length, SHOWN);
			boolean printable = true;
			for (int i = 0; i < shown; i++) {
				printable &= this.bytes[i] >= ' ' && this.bytes[i] < 0x7F;
			}
			String text = printable ? new String(this.bytes, 0, shown, StandardCharsets.US_ASCII)
					: HexFormat.of().formatHex(this.bytes, 0, shown);
			return "command " + text + ((shown < this.bytes.length) ? "…" : "");
		}

	}

}
