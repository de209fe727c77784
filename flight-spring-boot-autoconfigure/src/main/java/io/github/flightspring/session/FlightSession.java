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
 * The session of a call. A handler method takes it as a parameter. It has the options
 * that the client has set with SetSessionOptions, and those that handlers have set. A
 * call that carries the session's cookie gets the same session. A call without the cookie
 * has a session without options, which is created when the first option is set.
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
	 * Return all options.
	 * @return a copy, by name
	 */
	Map<String, Object> options();

	/**
	 * Return an option.
	 * @param name the name of the option
	 * @return the value, or {@code null} if the option is not set
	 */
	default @Nullable Object get(String name) {
		return options().get(name);
	}

	/**
	 * Return an option of a given type.
	 * @param name the name of the option
	 * @param type the type that the value must have
	 * @param <T> the type
	 * @return the value, or {@code null} if the option is not set
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * value has another type
	 */
	<T> @Nullable T get(String name, Class<T> type);

	/**
	 * Set an option. The first option of a call without a session creates one. The cookie
	 * of the new session is sent with the headers of the response, so the option must be
	 * set before the first row or result.
	 * @param name the name of the option
	 * @param value the value of the option
	 * @throws IllegalArgumentException if the type of the value is not one of an option,
	 * or the name is blank, longer than 256 characters or contains a control character
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for the option or the session
	 */
	void set(String name, Object value);

	/**
	 * Remove an option.
	 * @param name the name of the option
	 */
	void remove(String name);

	/**
	 * Return whether the client has a session: the call carried the cookie of one, or an
	 * option was set during the call.
	 * @return whether there is a session
	 */
	boolean exists();

}
