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
 * Encodes tickets as the opaque bytes for clients, and decodes them. Thread-safe.
 * <p>
 * The format is: two bytes that no UTF-8 text begins with, one byte for the version, one
 * byte for the length of the key's id, the id of the key, the fields in protobuf's wire
 * format, and an HMAC-SHA256 of all of these. Tickets are signed, not encrypted: a client
 * can read the command and the partition in its ticket.
 */
public final class TicketCodec {

	/**
	 * The maximum size of an encoded ticket, in bytes.
	 */
	public static final int MAX_LENGTH = 2 * 1024 * 1024;

	// 0xFF does not occur in UTF-8: a raw ticket or a path can never look like a signed
	// one
	private static final byte[] MAGIC = { (byte) 0xFF, 'F' };

	private static final byte VERSION = 1;

	private static final int KEY_ID_AT = MAGIC.length + 2;

	private final SigningKeys keys;

	/**
	 * Create a codec.
	 * @param keys the keys for signing and verification
	 */
	public TicketCodec(SigningKeys keys) {
		this.keys = keys;
	}

	/**
	 * Return whether bytes begin like a signed ticket. The signature is not verified.
	 * @param ticket the bytes
	 * @return whether to {@link #decode} the bytes; otherwise the ticket was not created
	 * by this codec
	 */
	public static boolean isSigned(byte[] ticket) {
		return ticket.length >= MAGIC.length && Arrays.equals(ticket, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
	}

	/**
	 * Encode a ticket.
	 * @param ticket the content of the ticket
	 * @return the ticket for the client
	 * @throws IllegalArgumentException if the ticket would be longer than
	 * {@link #MAX_LENGTH}
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
	 * Decode a ticket and verify its signature. Only the id of the key is read before the
	 * signature is verified.
	 * @param ticket the bytes from the client
	 * @return the content; its expiry, principal and cancellation are not checked, see
	 * {@link TicketVerifier}
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * bytes are not a signed ticket ({@link TicketRefusal#MALFORMED}), or the signature
	 * is invalid ({@link TicketRefusal#FORGED})
	 */
	public FlightTicket decode(byte[] ticket) {
		if (!isSigned(ticket) || ticket.length < KEY_ID_AT || ticket[MAGIC.length] != VERSION
				|| ticket.length > MAX_LENGTH) {
			throw TicketRefusal.MALFORMED.toException("The ticket is not a ticket of this server: "
					+ "send an unchanged ticket of an endpoint of a FlightInfo");
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
