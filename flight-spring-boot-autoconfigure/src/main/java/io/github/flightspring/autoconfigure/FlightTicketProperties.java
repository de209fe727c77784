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
import java.util.List;

import io.github.flightspring.signing.SigningKeySource;
import io.github.flightspring.signing.SigningKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of tickets.
 *
 * @param acceptPaths Whether a bare flight path does for a ticket.
 * @param keys Keys that tickets are signed with, the first of them, and accepted under,
 * all of them. Each has an "id", a name that what is signed with it carries, and a
 * "secret" of at least 256 bits, in Base64 or in hexadecimal digits after "hex:". By
 * default a random key is made at each start, so that tickets end with the process and
 * are good for one instance only.
 * @param maxLifetime Longest time that RenewFlightEndpoint lets a ticket live, counted
 * from its issue, and the result of a query, counted from its end.
 * @param timeToLive Time after which the tickets of a flight expire that says nothing of
 * its own. By default they do not.
 */
@ConfigurationProperties(prefix = "flight.ticket", ignoreUnknownFields = false)
public record FlightTicketProperties(@DefaultValue("false") boolean acceptPaths,
		@DefaultValue List<SigningKeySource> keys, @DefaultValue("24h") Duration maxLifetime,
		@Nullable Duration timeToLive) {

	private static final Logger logger = LoggerFactory.getLogger(FlightTicketProperties.class);

	public FlightTicketProperties {
		PropertyValues.zeroOrLonger("flight.ticket.max-lifetime", maxLifetime);
		PropertyValues.positive("flight.ticket.time-to-live", timeToLive);
	}

	SigningKeys signingKeys() {
		if (this.keys.isEmpty()) {
			logger.warn("Tickets are signed with a random key: they end with this process and are good for this "
					+ "instance only. Set 'flight.ticket.keys' to share and keep them");
			return SigningKeys.random();
		}
		return SigningKeys.parse("flight.ticket.keys", this.keys);
	}

}
