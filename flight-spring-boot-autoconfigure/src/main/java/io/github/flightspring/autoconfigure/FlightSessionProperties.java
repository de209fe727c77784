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

package io.github.flightspring.autoconfigure;

import java.time.Duration;

import io.github.flightspring.handler.session.SessionCookie;
import io.github.flightspring.session.store.SessionLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of sessions.
 *
 * @param cookieName Name of the cookie that holds the id of a session.
 * @param enabled Whether sessions are served. By default they are if a handler has a
 * FlightSession parameter.
 * @param idleTimeout Time after its last call at which a session expires.
 * @param maxAge Maximum age of a session.
 * @param maxAnonymous Maximum number of sessions of all anonymous callers together.
 * @param maxPerPrincipal Maximum number of sessions of one authenticated caller.
 * @param maxSize Maximum memory of the options of one session.
 */
@ConfigurationProperties(prefix = "flight.session", ignoreUnknownFields = false)
public record FlightSessionProperties(@DefaultValue("arrow_flight_session_id") String cookieName,
		@Nullable Boolean enabled, @DefaultValue("30m") Duration idleTimeout, @DefaultValue("24h") Duration maxAge,
		@DefaultValue("250") int maxAnonymous, @DefaultValue("16") int maxPerPrincipal,
		@DefaultValue("64KB") DataSize maxSize) {

	public FlightSessionProperties {
		PropertyValues.check(SessionCookie.isName(cookieName), "flight.session.cookie-name", cookieName,
				"a name of letters, digits and dashes");
		PropertyValues.positive("flight.session.idle-timeout", idleTimeout);
		PropertyValues.positive("flight.session.max-age", maxAge);
		PropertyValues.notNegative("flight.session.max-anonymous", maxAnonymous);
		PropertyValues.positive("flight.session.max-per-principal", maxPerPrincipal);
		PropertyValues.positive("flight.session.max-size", maxSize);
	}

	SessionLimits limits() {
		return new SessionLimits(this.idleTimeout, this.maxAge, this.maxPerPrincipal, this.maxAnonymous,
				(int) Math.min(Integer.MAX_VALUE, this.maxSize.toBytes()));
	}

}
