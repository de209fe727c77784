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

import java.util.List;

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.dispatch.BuiltInAction;
import io.github.flightspring.session.FlightSession;
import io.github.flightspring.session.SessionOptionValidator;
import io.github.flightspring.session.store.FlightSessions;
import org.jspecify.annotations.Nullable;

/**
 * The support for sessions of calls: the {@link FlightSession} parameter and the three
 * actions. Sessions are served if they are enabled. If neither enabled nor disabled, they
 * are served if a handler has such a parameter.
 */
public final class SessionSupport implements FlightArgumentResolver {

	private final FlightSessions sessions;

	private final SessionCookie cookie;

	private final @Nullable Boolean enabled;

	private volatile boolean needed;

	/**
	 * Create the support.
	 * @param sessions the sessions
	 * @param cookie the cookie with the session's id
	 * @param enabled whether sessions are served, or {@code null} to serve them if a
	 * handler needs them
	 */
	public SessionSupport(FlightSessions sessions, SessionCookie cookie, @Nullable Boolean enabled) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.enabled = enabled;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		if (parameter.type() != FlightSession.class) {
			return null;
		}
		if (Boolean.FALSE.equals(this.enabled)) {
			throw new IllegalArgumentException("Sessions are off: 'flight.session.enabled' is false");
		}
		this.needed = true;
		return (invocation) -> session(invocation.call());
	}

	CallSession session(FlightCall call) {
		return new CallSession(this.sessions, this.cookie, call);
	}

	boolean isOn() {
		return (this.enabled != null) ? this.enabled : this.needed;
	}

	/**
	 * The actions for sessions.
	 * @param validators the validators of the options that clients set
	 * @return the actions
	 */
	public List<BuiltInAction> actions(List<SessionOptionValidator> validators) {
		return List.of(new SetSessionOptionsAction(this, validators), new GetSessionOptionsAction(this),
				new CloseSessionAction(this));
	}

}
