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

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys that tickets are signed with. The first signs; all verify, so that a key can
 * be replaced while tickets of the old one are in use: put the new key first, and remove
 * the old one when its tickets have expired.
 */
public final class TicketKeys {

	private final TicketKey first;

	private final Map<String, TicketKey> byId;

	private TicketKeys(List<TicketKey> keys) {
		this.first = keys.get(0);
		this.byId = new LinkedHashMap<>();
		keys.forEach((key) -> this.byId.put(key.id(), key));
	}

	/**
	 * Return keys as they are configured under {@code flight.ticket.keys}, a list of an
	 * {@code id} and a {@code secret} each.
	 * <p>
	 * The secret is Base64, in the standard or the URL-safe alphabet, or hexadecimal
	 * digits after {@code hex:}, of at least 256 bits; white space in it is ignored.
	 * @param sources the keys, the signing one first
	 * @return the keys
	 * @throws InvalidTicketKeyException if there is none, one cannot be used, or two have
	 * the same id
	 */
	public static TicketKeys parse(List<TicketKeySource> sources) {
		if (sources.isEmpty()) {
			throw new InvalidTicketKeyException("flight.ticket.keys", "is empty");
		}
		Map<String, TicketKey> keys = new LinkedHashMap<>();
		for (int i = 0; i < sources.size(); i++) {
			String property = "flight.ticket.keys[%d]".formatted(i);
			TicketKey key = TicketKey.parse(property, sources.get(i));
			if (keys.putIfAbsent(key.id(), key) != null) {
				throw new InvalidTicketKeyException(property, "has the id \"%s\" of another key".formatted(key.id()));
			}
		}
		return new TicketKeys(List.copyOf(keys.values()));
	}

	/**
	 * Return one random key. Tickets signed with it are good until the application stops,
	 * and on this instance alone.
	 * @return the keys
	 */
	public static TicketKeys random() {
		SecureRandom random = new SecureRandom();
		byte[] secret = new byte[TicketKey.MIN_SECRET_LENGTH];
		random.nextBytes(secret);
		String id = "random-" + HexFormat.of().toHexDigits(random.nextInt());
		return new TicketKeys(List.of(new TicketKey(id, secret)));
	}

	TicketKey signing() {
		return this.first;
	}

	@Nullable TicketKey find(String id) {
		return this.byId.get(id);
	}

	@Override
	public String toString() {
		return "ticket keys " + this.byId.keySet();
	}

}
