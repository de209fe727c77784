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

package io.github.flightspring.handler.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.session.FlightSession;
import io.github.flightspring.session.store.FlightSessions;
import io.github.flightspring.session.store.SessionLimits;
import io.github.flightspring.session.store.SessionValues;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.jspecify.annotations.Nullable;

/**
 * The session of one call.
 */
final class CallSession implements FlightSession {

	private final FlightSessions sessions;

	private final SessionCookie cookie;

	private final FlightCall call;

	private final @Nullable String principal;

	private final boolean named;

	private @Nullable String id;

	CallSession(FlightSessions sessions, SessionCookie cookie, FlightCall call) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.call = call;
		this.principal = (call.principal() != null) ? call.principal().getName() : null;
		List<String> values = cookie.values(call);
		this.named = values.stream().anyMatch((value) -> !value.isEmpty());
		this.id = values.stream()
			.filter((value) -> sessions.options(value, this.principal) != null)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The options as messages, empty if the client has not begun a session.
	 * @return the options, or {@code null} if the client sends the id of a session that
	 * does not exist
	 */
	@Nullable Map<String, SessionOptionValue> messages() {
		if (this.id != null) {
			return this.sessions.options(this.id, this.principal);
		}
		return this.named ? null : Map.of();
	}

	@Override
	public Map<String, Object> options() {
		Map<String, Object> options = new LinkedHashMap<>();
		Objects.requireNonNullElse(messages(), Map.<String, SessionOptionValue>of())
			.forEach((name, value) -> options.put(name, Objects.requireNonNull(SessionValues.read(value))));
		return options;
	}

	@Override
	public <T> @Nullable T get(String name, Class<T> type) {
		Object value = get(name);
		if (value != null && !type.isInstance(value)) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("The session option '%s' is a %s where a %s is needed: set it again".formatted(name,
						value.getClass().getSimpleName(), type.getSimpleName()))
				.toRuntimeException();
		}
		return type.cast(value);
	}

	@Override
	public void set(String name, Object value) {
		if (!SessionValues.isName(name)) {
			throw new IllegalArgumentException(
					"'%s' is no name of an option: it is blank, longer than 256 characters or has a control character"
						.formatted(name));
		}
		if (!set(Map.of(name, SessionValues.write(value))).isEmpty()) {
			SessionLimits limits = this.sessions.limits();
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("There is no room for '%s': a session may have %d options of %d bytes together"
					.formatted(name, SessionLimits.MAX_OPTIONS, limits.maxBytes()))
				.toRuntimeException();
		}
	}

	/**
	 * Set or remove options, all at once.
	 * @return the names of the options for which the session has no room
	 */
	List<String> set(Map<String, SessionOptionValue> options) {
		List<String> refused = (this.id != null) ? this.sessions.set(this.id, this.principal, options) : null;
		if (refused == null) {
			refused = this.sessions.set(create(), this.principal, options);
		}
		return Objects.requireNonNullElseGet(refused, () -> List.copyOf(options.keySet()));
	}

	private String create() {
		String created = this.sessions.create(this.principal);
		this.cookie.send(this.call, created);
		this.id = created;
		return created;
	}

	@Override
	public void remove(String name) {
		if (this.id != null) {
			this.sessions.set(this.id, this.principal, Map.of(name, SessionOptionValue.getDefaultInstance()));
		}
	}

	@Override
	public boolean exists() {
		return this.id != null;
	}

	/**
	 * Close the session.
	 * @return {@code true} if there was one
	 */
	boolean close() {
		if (this.id == null || !this.sessions.close(this.id, this.principal)) {
			return false;
		}
		this.cookie.clear(this.call);
		return true;
	}

}
