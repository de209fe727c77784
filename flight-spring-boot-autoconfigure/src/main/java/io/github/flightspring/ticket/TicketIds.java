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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The ids of tickets: 128 bits, encoded as 16 bytes on the wire and as 22 characters
 * elsewhere.
 */
final class TicketIds {

	static final int LENGTH = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private TicketIds() {
	}

	static String random() {
		byte[] bytes = new byte[LENGTH];
		RANDOM.nextBytes(bytes);
		return toString(bytes);
	}

	static String ofName(String name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return toString(Arrays.copyOf(hash, LENGTH));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String toString(byte[] bytes) {
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException("A ticket id has " + LENGTH + " bytes, not " + bytes.length);
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static byte[] toBytes(String id) {
		byte[] bytes;
		try {
			bytes = Base64.getUrlDecoder().decode(id);
		}
		catch (IllegalArgumentException ex) {
			bytes = new byte[0];
		}
		// the last of 22 characters holds only two bits: a store of cancelled tickets
		// would take other spellings of the same bits for other ids
		if (bytes.length != LENGTH || !toString(bytes).equals(id)) {
			throw new IllegalArgumentException(
					"'%s' is not the id of a ticket: use FlightTicket.newId()".formatted(id));
		}
		return bytes;
	}

}
