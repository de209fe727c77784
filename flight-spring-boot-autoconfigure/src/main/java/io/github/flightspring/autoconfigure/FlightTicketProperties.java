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
 * @param acceptPaths Whether a plain flight path is accepted in place of a ticket.
 * @param keys Keys for signing tickets. The first key signs. All keys verify. Each key
 * has an "id", which is part of each ticket that it signs, and a "secret" of at least 256
 * bits, in Base64, or in hexadecimal digits after "hex:". By default a random key is made
 * at each start, so that tickets are valid for one instance only, until it stops.
 * @param maxLifetime Maximum lifetime to which RenewFlightEndpoint extends a ticket,
 * counted from its issue, or the result of a query, counted from its end.
 * @param timeToLive Time after which tickets expire if their flight sets no expiry. By
 * default they do not expire.
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
