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

package io.github.flightspring.session;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The session of a call: a parameter of a handler method. It has the options that the
 * client has set by SetSessionOptions, and those that handlers have set. A client that
 * sends the session's cookie with a call gets the same session there; a call without one
 * has a session without options, which comes to be when the first option is set.
 * <p>
 * An option is a {@link String}, a {@link Boolean}, a {@link Long}, a {@link Double} or a
 * list of strings.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#protocol-buffer-definitions">Arrow
 * Flight, SetSessionOptionsRequest</a>
 */
public interface FlightSession {

	/**
	 * All options.
	 * @return a copy, by name
	 */
	Map<String, Object> options();

	/**
	 * An option.
	 * @param name its name
	 * @return its value, or {@code null} if it is not set
	 */
	default @Nullable Object get(String name) {
		return options().get(name);
	}

	/**
	 * An option of a type.
	 * @param name its name
	 * @param type the type that it must have
	 * @param <T> the type
	 * @return its value, or {@code null} if it is not set
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if it
	 * has another type
	 */
	<T> @Nullable T get(String name, Class<T> type);

	/**
	 * Set an option. The first one of a call without a session makes one, whose cookie
	 * goes out with the headers of the answer: set it before the first row or result.
	 * @param name its name
	 * @param value its value
	 * @throws IllegalArgumentException if the value has a type that no option has, or the
	 * name is blank, longer than 256 characters or has a control character
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for the option or the session
	 */
	void set(String name, Object value);

	/**
	 * Remove an option.
	 * @param name its name
	 */
	void remove(String name);

	/**
	 * Whether the client has a session: it sent the cookie of one with the call, or an
	 * option was set during the call.
	 * @return whether there is one
	 */
	boolean exists();

}
