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

package io.github.flightspring.ipc;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Splits a {@code FlightData} message into its parts. If a field is repeated, the last
 * one counts, except that descriptors are merged. Unknown fields are skipped.
 */
final class FrameDecoder implements AutoCloseable {

	private static final int DESCRIPTOR = tag(FlightData.FLIGHT_DESCRIPTOR_FIELD_NUMBER);

	private static final int HEADER = tag(FlightData.DATA_HEADER_FIELD_NUMBER);

	private static final int APP_METADATA = tag(FlightData.APP_METADATA_FIELD_NUMBER);

	private static final int BODY = tag(FlightData.DATA_BODY_FIELD_NUMBER);

	private final BufferAllocator allocator;

	private final FlightDataLimits limits;

	private byte @Nullable [] descriptor;

	private byte @Nullable [] header;

	private byte @Nullable [] appMetadata;

	private @Nullable ArrowBuf body;

	private FrameDecoder(BufferAllocator allocator, FlightDataLimits limits) {
		this.allocator = allocator;
		this.limits = limits;
	}

	static FlightDataFrame decode(IncomingStream stream, BufferAllocator allocator, FlightDataLimits limits) {
		try (FrameDecoder decoder = new FrameDecoder(allocator, limits)) {
			return decoder.decode(new ProtobufReader(stream));
		}
	}

	private FlightDataFrame decode(ProtobufReader reader) {
		for (int tag = reader.readTag(); tag != 0; tag = reader.readTag()) {
			readField(tag, reader);
		}
		Kind kind = kind();
		FlightDescriptor flight = (this.descriptor != null) ? parseDescriptor(this.descriptor) : null;
		FlightDataFrame frame = new FlightDataFrame(kind, flight, this.header, this.appMetadata, this.body,
				reader.position());
		this.body = null;
		return frame;
	}

	private void readField(int tag, ProtobufReader reader) {
		if (tag == HEADER) {
			this.header = reader.readBytes("data_header", this.limits.maxHeaderBytes());
		}
		else if (tag == BODY) {
			close();
			this.body = reader.readBuffer("data_body", this.allocator);
		}
		else if (tag == APP_METADATA) {
			this.appMetadata = reader.readBytes("app_metadata", this.limits.maxMetadataBytes());
		}
		else if (tag == DESCRIPTOR) {
			mergeDescriptor(reader.readBytes("flight_descriptor", this.limits.maxDescriptorBytes()));
		}
		else if ((tag >>> 3) == (HEADER >>> 3) || (tag >>> 3) == (BODY >>> 3) || (tag >>> 3) == (APP_METADATA >>> 3)
				|| (tag >>> 3) == (DESCRIPTOR >>> 3)) {
			throw WireErrors.invalid("field %d has wire type %d instead of %d", tag >>> 3, tag & 7,
					ProtobufReader.LENGTH_DELIMITED);
		}
		else {
			reader.skip(tag);
		}
	}

	private void mergeDescriptor(byte[] next) {
		byte[] previous = this.descriptor;
		if (previous == null) {
			this.descriptor = next;
			return;
		}
		if (previous.length + next.length > this.limits.maxDescriptorBytes()) {
			throw WireErrors.exhausted("flight_descriptor has more than the limit of %d bytes",
					this.limits.maxDescriptorBytes());
		}
		// protobuf: parsing the concatenation of two messages merges them
		byte[] merged = new byte[previous.length + next.length];
		System.arraycopy(previous, 0, merged, 0, previous.length);
		System.arraycopy(next, 0, merged, previous.length, next.length);
		this.descriptor = merged;
	}

	private Kind kind() {
		long bodyLength = (this.body != null) ? this.body.writerIndex() : 0;
		if (this.header == null || this.header.length == 0) {
			if (bodyLength > 0) {
				throw WireErrors.invalid("a message has a body of %d bytes and no header", bodyLength);
			}
			return Kind.NONE;
		}
		try {
			return kind(Message.getRootAsMessage(ByteBuffer.wrap(this.header)), bodyLength);
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw WireErrors.invalid(ex, "the header is not an Arrow message");
		}
	}

	static Kind kind(Message message, long bodyLength) {
		short version = message.version();
		if (version != MetadataVersion.V5 && version != MetadataVersion.V4) {
			throw WireErrors.invalid("metadata version %s; V4 and V5 can be read",
					name(MetadataVersion.names, version));
		}
		if (message.bodyLength() < 0 || message.bodyLength() > bodyLength) {
			throw WireErrors.invalid("the header announces a body of %d bytes, but it has %d", message.bodyLength(),
					bodyLength);
		}
		Kind kind = switch (message.headerType()) {
			case MessageHeader.Schema -> Kind.SCHEMA;
			case MessageHeader.DictionaryBatch -> Kind.DICTIONARY_BATCH;
			case MessageHeader.RecordBatch -> Kind.RECORD_BATCH;
			default -> throw WireErrors.invalid("messages of type %s cannot be read",
					name(MessageHeader.names, message.headerType()));
		};
		if (kind == Kind.SCHEMA && bodyLength > 0) {
			throw WireErrors.invalid("a schema has a body of %d bytes", bodyLength);
		}
		return kind;
	}

	private static FlightDescriptor parseDescriptor(byte[] bytes) {
		try {
			return FlightDescriptor.deserialize(ByteBuffer.wrap(bytes));
		}
		catch (IOException ex) {
			throw WireErrors.invalid(ex, "flight_descriptor is not a FlightDescriptor");
		}
		catch (UnsupportedOperationException ex) {
			throw WireErrors.invalid(ex, "flight_descriptor is neither a path nor a command");
		}
	}

	@Override
	public void close() {
		ArrowBuf closing = this.body;
		this.body = null;
		if (closing != null) {
			closing.close();
		}
	}

	private static String name(String[] names, int value) {
		return (value >= 0 && value < names.length) ? names[value] : Integer.toString(value);
	}

	private static int tag(int field) {
		return (field << 3) | ProtobufReader.LENGTH_DELIMITED;
	}

}
