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

package io.github.flightspring.signing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The signing keys of tickets, or of the tokens of handshakes. The first key signs; all
 * keys verify. To replace a key, add the new key in the first place, and remove the old
 * one when everything it has signed has expired.
 */
public final class SigningKeys {

	private final SigningKey first;

	private final Map<String, SigningKey> byId;

	private SigningKeys(List<SigningKey> keys) {
		this.first = keys.get(0);
		this.byId = new LinkedHashMap<>();
		keys.forEach((key) -> this.byId.put(key.id(), key));
	}

	/**
	 * Return the configured keys, each with an {@code id} and a {@code secret}.
	 * <p>
	 * The secret is Base64, in the standard or the URL-safe alphabet, or hexadecimal
	 * digits after {@code hex:}. It has at least 256 bits. White space in it is ignored.
	 * @param property the property that holds the list, for messages
	 * @param sources the keys, the one that signs first
	 * @return the keys
	 * @throws InvalidSigningKeyException if there is no key, a key cannot be used, or two
	 * keys have the same id
	 */
	public static SigningKeys parse(String property, List<SigningKeySource> sources) {
		if (sources.isEmpty()) {
			throw new InvalidSigningKeyException(property, "is empty");
		}
		Map<String, SigningKey> keys = new LinkedHashMap<>();
		for (int i = 0; i < sources.size(); i++) {
			String location = "%s[%d]".formatted(property, i);
			SigningKey key = SigningKey.parse(location, sources.get(i));
			if (keys.putIfAbsent(key.id(), key) != null) {
				throw new InvalidSigningKeyException(location, "has the id \"%s\" of another key".formatted(key.id()));
			}
		}
		return new SigningKeys(List.copyOf(keys.values()));
	}

	/**
	 * Return one random key. Its signatures are valid on this instance only, until the
	 * application stops.
	 * @return the keys
	 */
	public static SigningKeys random() {
		SecureRandom random = new SecureRandom();
		byte[] secret = new byte[SigningKey.MIN_SECRET_LENGTH];
		random.nextBytes(secret);
		String id = "random-" + HexFormat.of().toHexDigits(random.nextInt());
		return new SigningKeys(List.of(new SigningKey(id, secret)));
	}

	/**
	 * Return the key that signs.
	 * @return the first key
	 */
	public SigningKey signing() {
		return this.first;
	}

	/**
	 * Return the key with an id.
	 * @param id the key's id
	 * @return the key, or {@code null} if there is none with this id
	 */
	public @Nullable SigningKey find(String id) {
		return this.byId.get(id);
	}

	@Override
	public String toString() {
		return "signing keys " + this.byId.keySet();
	}

}
