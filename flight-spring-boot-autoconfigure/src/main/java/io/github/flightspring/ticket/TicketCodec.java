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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.flightspring.signing.SigningKey;
import io.github.flightspring.signing.SigningKeys;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a ticket says into the opaque bytes that a client gets, and back. Safe for
 * use by many threads.
 * <p>
 * The bytes are: two that no UTF-8 text begins with, one for the version, the id of the
 * key after one byte for its length, the fields in protobuf's wire format, and an
 * HMAC-SHA256 over all of these. They are signed, not encrypted: a client can read the
 * command and the partition in its ticket.
 */
public final class TicketCodec {

	/**
	 * The largest ticket that is made or read, in bytes.
	 */
	public static final int MAX_LENGTH = 2 * 1024 * 1024;

	// 0xFF is in no UTF-8 text: a raw ticket or a path can never look like a signed one
	private static final byte[] MAGIC = { (byte) 0xFF, 'F' };

	private static final byte VERSION = 1;

	private static final int KEY_ID_AT = MAGIC.length + 2;

	private final SigningKeys keys;

	/**
	 * Create a codec.
	 * @param keys the keys to sign and verify with
	 */
	public TicketCodec(SigningKeys keys) {
		this.keys = keys;
	}

	/**
	 * Return whether the bytes begin as those of a signed ticket do. Says nothing about
	 * whether it is good.
	 * @param ticket the bytes
	 * @return whether to {@link #decode} them, rather than take them for a ticket that
	 * was made elsewhere
	 */
	public static boolean isSigned(byte[] ticket) {
		return ticket.length >= MAGIC.length && Arrays.equals(ticket, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
	}

	/**
	 * Make the ticket that a client gets.
	 * @param ticket what it says
	 * @return the ticket
	 * @throws IllegalArgumentException if it would be longer than {@link #MAX_LENGTH}
	 */
	public Ticket encode(FlightTicket ticket) {
		SigningKey key = this.keys.signing();
		byte[] keyId = key.id().getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
		bytes.writeBytes(MAGIC);
		bytes.write(VERSION);
		bytes.write(keyId.length);
		bytes.writeBytes(keyId);
		try {
			CodedOutputStream out = CodedOutputStream.newInstance(bytes, 128);
			TicketPayload.write(ticket, out);
			out.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		byte[] content = bytes.toByteArray();
		if (content.length + SigningKey.SIGNATURE_LENGTH > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"The ticket would have %d bytes, where %d are allowed: make the command or the partition smaller"
						.formatted(content.length + SigningKey.SIGNATURE_LENGTH, MAX_LENGTH));
		}
		byte[] signed = Arrays.copyOf(content, content.length + SigningKey.SIGNATURE_LENGTH);
		System.arraycopy(key.sign(content, content.length), 0, signed, content.length, SigningKey.SIGNATURE_LENGTH);
		return new Ticket(signed);
	}

	/**
	 * Read a ticket and verify its signature. Nothing but the id of the key is looked at
	 * before the signature has been found good.
	 * @param ticket the ticket as it came from the client
	 * @return what it says, yet to be checked for expiry, principal and cancellation, see
	 * {@link TicketVerifier}
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if it
	 * is no signed ticket ({@link TicketRefusal#MALFORMED}), or its signature is not good
	 * ({@link TicketRefusal#FORGED})
	 */
	public FlightTicket decode(byte[] ticket) {
		if (!isSigned(ticket) || ticket.length < KEY_ID_AT || ticket[MAGIC.length] != VERSION
				|| ticket.length > MAX_LENGTH) {
			throw TicketRefusal.MALFORMED.toException("The ticket is not a ticket of this server: "
					+ "use one, unchanged, from the endpoints of a FlightInfo");
		}
		int payloadAt = KEY_ID_AT + Byte.toUnsignedInt(ticket[KEY_ID_AT - 1]);
		int signatureAt = ticket.length - SigningKey.SIGNATURE_LENGTH;
		SigningKey key = (payloadAt <= signatureAt) ? findKey(ticket, payloadAt) : null;
		if (key == null || !isSignedWith(key, ticket, signatureAt)) {
			throw TicketRefusal.FORGED.toException("The ticket was altered or signed with a key that this server "
					+ "does not have: ask for a new one with GetFlightInfo");
		}
		try {
			return TicketPayload.read(ticket, payloadAt, signatureAt - payloadAt);
		}
		catch (InvalidProtocolBufferException ex) {
			throw TicketRefusal.MALFORMED.toException(
					"The ticket is not a ticket that this server can read: " + "ask for a new one with GetFlightInfo");
		}
	}

	private @Nullable SigningKey findKey(byte[] ticket, int end) {
		return this.keys.find(new String(ticket, KEY_ID_AT, end - KEY_ID_AT, StandardCharsets.ISO_8859_1));
	}

	private static boolean isSignedWith(SigningKey key, byte[] ticket, int signatureAt) {
		byte[] signature = Arrays.copyOfRange(ticket, signatureAt, ticket.length);
		return MessageDigest.isEqual(key.sign(ticket, signatureAt), signature);
	}

}
