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

/**
 * A command of a descriptor, separated into its name and its body.
 */
public interface CommandMessage {

	/**
	 * Return the name of the command, which selects the handler.
	 * @return the name
	 */
	String name();

	/**
	 * Return all names that can select the handler, the most specific one first. By
	 * default the {@link #name()} alone.
	 * @return one or more names
	 */
	default List<String> names() {
		return List.of(name());
	}

	/**
	 * Read the body.
	 * @param target the target type. {@code String} and {@code byte[]} do not reach a
	 * {@link FlightCommandCodec}: they stand for the whole command in any form.
	 * @return an instance of the target type
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body cannot be read as the type; the description names the field if there is one
	 */
	Object read(Type target);

}
