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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a ticket in protobuf's wire format. A field number is never reused. A
 * reader skips unknown fields. Servers of two versions can therefore read each other's
 * tickets.
 */
final class TicketPayload {

	private static final int ID = 1;

	private static final int PATH_SEGMENT = 2;

	private static final int COMMAND = 3;

	private static final int PARTITION = 4;

	private static final int INDEX = 5;

	private static final int EXPIRY_SECOND = 6;

	private static final int EXPIRY_NANO = 7;

	private static final int PRINCIPAL = 8;

	private static final int RENEWAL_SECONDS = 9;

	private static final int RENEWAL_NANOS = 10;

	private static final int RENEWABLE_UNTIL_SECOND = 11;

	private static final int RENEWABLE_UNTIL_NANO = 12;

	private static final int PURPOSE = 13;

	private TicketPayload() {
	}

	static void write(FlightTicket ticket, CodedOutputStream out) throws IOException {
		out.writeByteArray(ID, TicketIds.toBytes(ticket.id()));
		if (ticket.flight() instanceof FlightRef.Path path) {
			for (String segment : path.segments()) {
				out.writeString(PATH_SEGMENT, segment);
			}
		}
		else if (ticket.flight() instanceof FlightRef.Command command) {
			out.writeByteArray(COMMAND, command.bytes());
		}
		byte[] partition = ticket.partition();
		if (partition != null) {
			out.writeByteArray(PARTITION, partition);
		}
		if (ticket.index() != 0) {
			out.writeUInt32(INDEX, ticket.index());
		}
		Instant expiresAt = ticket.expiresAt();
		if (expiresAt != null) {
			out.writeSInt64(EXPIRY_SECOND, expiresAt.getEpochSecond());
			out.writeUInt32(EXPIRY_NANO, expiresAt.getNano());
		}
		if (ticket.principal() != null) {
			out.writeString(PRINCIPAL, ticket.principal());
		}
		FlightTicket.Renewal renewal = ticket.renewal();
		if (renewal != null) {
			out.writeUInt64(RENEWAL_SECONDS, renewal.timeToLive().getSeconds());
			out.writeUInt32(RENEWAL_NANOS, renewal.timeToLive().getNano());
			out.writeSInt64(RENEWABLE_UNTIL_SECOND, renewal.until().getEpochSecond());
			out.writeUInt32(RENEWABLE_UNTIL_NANO, renewal.until().getNano());
		}
		if (ticket.purpose() != FlightTicket.Purpose.FLIGHT) {
			out.writeEnum(PURPOSE, ticket.purpose().ordinal());
		}
	}

	static FlightTicket read(byte[] bytes, int offset, int length) throws InvalidProtocolBufferException {
		try {
			Fields fields = new Fields();
			CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
			for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
				if (!fields.read(tag, in)) {
					break;
				}
			}
			in.checkLastTagWas(0);
			return fields.toTicket();
		}
		catch (InvalidProtocolBufferException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			throw new InvalidProtocolBufferException("A field has a value that no ticket has");
		}
	}

	private static final class Fields {

		private String id = "";

		private final List<String> path = new ArrayList<>();

		private byte @Nullable [] command;

		private byte @Nullable [] partition;

		private int index;

		private @Nullable Long expirySecond;

		private int expiryNano;

		private @Nullable String principal;

		private long renewalSeconds;

		private int renewalNanos;

		private @Nullable Long renewableUntilSecond;

		private int renewableUntilNano;

		private int purpose;

		boolean read(int tag, CodedInputStream in) throws IOException {
			switch (tag) {
				case ID << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED:
					this.id = TicketIds.toString(in.readByteArray());
					return true;
				case PATH_SEGMENT << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED:
					this.path.add(in.readStringRequireUtf8());
					return true;
				case COMMAND << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED:
					this.command = in.readByteArray();
					return true;
				case PARTITION << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED:
					this.partition = in.readByteArray();
					return true;
				case INDEX << 3 | WireFormat.WIRETYPE_VARINT:
					this.index = in.readUInt32();
					return true;
				case EXPIRY_SECOND << 3 | WireFormat.WIRETYPE_VARINT:
					this.expirySecond = in.readSInt64();
					return true;
				case EXPIRY_NANO << 3 | WireFormat.WIRETYPE_VARINT:
					this.expiryNano = in.readUInt32();
					return true;
				case PRINCIPAL << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED:
					this.principal = in.readStringRequireUtf8();
					return true;
				case RENEWAL_SECONDS << 3 | WireFormat.WIRETYPE_VARINT:
					this.renewalSeconds = in.readUInt64();
					return true;
				case RENEWAL_NANOS << 3 | WireFormat.WIRETYPE_VARINT:
					this.renewalNanos = in.readUInt32();
					return true;
				case RENEWABLE_UNTIL_SECOND << 3 | WireFormat.WIRETYPE_VARINT:
					this.renewableUntilSecond = in.readSInt64();
					return true;
				case RENEWABLE_UNTIL_NANO << 3 | WireFormat.WIRETYPE_VARINT:
					this.renewableUntilNano = in.readUInt32();
					return true;
				case PURPOSE << 3 | WireFormat.WIRETYPE_VARINT:
					this.purpose = in.readEnum();
					return true;
				default:
					return in.skipField(tag);
			}
		}

		FlightTicket toTicket() {
			if (this.command != null && !this.path.isEmpty()) {
				throw new IllegalArgumentException("Both a path and a command");
			}
			FlightRef flight = (this.command != null) ? FlightRef.command(this.command) : FlightRef.path(this.path);
			Instant expiresAt = (this.expirySecond != null) ? Instant.ofEpochSecond(this.expirySecond, this.expiryNano)
					: null;
			return new FlightTicket(this.id, flight, this.partition, this.index, expiresAt, this.principal, renewal(),
					purpose());
		}

		private FlightTicket.@Nullable Renewal renewal() {
			return (this.renewableUntilSecond != null)
					? new FlightTicket.Renewal(Duration.ofSeconds(this.renewalSeconds, this.renewalNanos),
							Instant.ofEpochSecond(this.renewableUntilSecond, this.renewableUntilNano))
					: null;
		}

		private FlightTicket.Purpose purpose() {
			FlightTicket.Purpose[] known = FlightTicket.Purpose.values();
			if (this.purpose < 0 || this.purpose >= known.length) {
				throw new IllegalArgumentException("An unknown purpose");
			}
			return known[this.purpose];
		}

	}

}
