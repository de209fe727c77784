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

package io.github.flightspring.security.token;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.ticket.InvalidTicketKeyException;
import io.github.flightspring.ticket.TicketKeySource;
import org.jspecify.annotations.Nullable;

/**
 * The keys that handshake tokens are signed with. The first signs; all verify, so that a
 * key can be replaced while tokens of the old one are in use.
 */
public final class TokenKeys {

	private static final String PROPERTY = "flight.security.token.keys";

	private static final int MIN_BYTES = 32;

	private final Map<String, byte[]> secrets;

	private TokenKeys(Map<String, byte[]> secrets) {
		this.secrets = secrets;
	}

	/**
	 * Return keys as they are configured: a list of an {@code id} and a {@code secret} of
	 * at least 256 bits in Base64, standard or URL-safe, each.
	 * @param sources the keys, the signing one first
	 * @return the keys
	 * @throws InvalidTicketKeyException if one cannot be used or two have the same id
	 */
	public static TokenKeys parse(List<TicketKeySource> sources) {
		Map<String, byte[]> secrets = new LinkedHashMap<>();
		for (int i = 0; i < sources.size(); i++) {
			String place = "%s[%d]".formatted(PROPERTY, i);
			String id = sources.get(i).id();
			if (id == null || id.isBlank()) {
				throw new InvalidTicketKeyException(place, "has no id");
			}
			if (secrets.put(id, secret(place, sources.get(i).secret())) != null) {
				throw new InvalidTicketKeyException(place, "has the id \"%s\" of another key".formatted(id));
			}
		}
		return new TokenKeys(secrets);
	}

	/**
	 * Return one random key: its tokens end with the process.
	 * @return the keys
	 */
	public static TokenKeys random() {
		byte[] secret = new byte[MIN_BYTES];
		new SecureRandom().nextBytes(secret);
		return new TokenKeys(Map.of("random", secret));
	}

	private static byte[] secret(String place, @Nullable String text) {
		if (text == null || text.isBlank()) {
			throw new InvalidTicketKeyException(place, "has no secret");
		}
		byte[] secret = decode(place, text.replaceAll("\\s+", ""));
		if (secret.length < MIN_BYTES) {
			throw new InvalidTicketKeyException(place, "has a secret of %d bits, where at least %d are needed"
				.formatted(secret.length * 8, MIN_BYTES * 8));
		}
		return secret;
	}

	private static byte[] decode(String place, String text) {
		try {
			return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			// no cause: the message of the decoder quotes the secret
			throw new InvalidTicketKeyException(place, "has a secret that is not Base64");
		}
	}

	String signingId() {
		return this.secrets.keySet().iterator().next();
	}

	byte @Nullable [] secret(String id) {
		return this.secrets.get(id);
	}

	@Override
	public String toString() {
		return "token keys " + this.secrets.keySet();
	}

}
