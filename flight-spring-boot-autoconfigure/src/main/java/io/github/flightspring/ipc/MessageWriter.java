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

import java.nio.ByteBuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bytes that precede the body of a {@code FlightData} message.
 */
final class MessageWriter {

	private static final int LENGTH_DELIMITED = 2;

	private final FlatBufferBuilder builder = new FlatBufferBuilder(1024);

	/**
	 * Write the header of a record batch.
	 * @param rows the number of rows
	 * @param batch the field nodes
	 * @param body the buffers in the form in which they are sent
	 * @param compressed whether they are compressed
	 * @return the header, valid until the next call
	 */
	ByteBuffer recordBatch(int rows, BatchWriter batch, WireBody body, boolean compressed) {
		this.builder.clear();
		return message(MessageHeader.RecordBatch, data(rows, batch, body, compressed), body.length());
	}

	/**
	 * Write the header of a dictionary.
	 * @param id the id of the dictionary
	 * @param rows the number of values
	 * @param batch the field nodes
	 * @param body the buffers in the form in which they are sent
	 * @param compressed whether they are compressed
	 * @return the header, valid until the next call
	 */
	ByteBuffer dictionary(long id, int rows, BatchWriter batch, WireBody body, boolean compressed) {
		this.builder.clear();
		int data = data(rows, batch, body, compressed);
		int dictionary = DictionaryBatch.createDictionaryBatch(this.builder, id, data, false);
		return message(MessageHeader.DictionaryBatch, dictionary, body.length());
	}

	private int data(int rows, BatchWriter batch, WireBody body, boolean compressed) {
		RecordBatch.startNodesVector(this.builder, batch.nodeCount());
		for (int i = batch.nodeCount() - 1; i >= 0; i--) {
			FieldNode.createFieldNode(this.builder, batch.nodeLength(i), batch.nodeNulls(i));
		}
		int nodes = this.builder.endVector();
		RecordBatch.startBuffersVector(this.builder, body.count());
		long offset = body.length();
		for (int i = body.count() - 1; i >= 0; i--) {
			offset -= WireBody.padded(body.length(i));
			Buffer.createBuffer(this.builder, offset, body.length(i));
		}
		int buffers = this.builder.endVector();
		int compression = compressed ? BodyCompression.createBodyCompression(this.builder, CompressionType.ZSTD,
				BodyCompressionMethod.BUFFER) : 0;
		int viewBuffers = (batch.viewBuffers().length > 0)
				? RecordBatch.createVariadicBufferCountsVector(this.builder, batch.viewBuffers()) : 0;
		return RecordBatch.createRecordBatch(this.builder, rows, nodes, buffers, compression, viewBuffers);
	}

	private ByteBuffer message(byte type, int header, long bodyLength) {
		int message = Message.createMessage(this.builder, MetadataVersion.V5, type, header, bodyLength, 0);
		Message.finishMessageBuffer(this.builder, message);
		return this.builder.dataBuffer();
	}

	/**
	 * Build the bytes that precede the body.
	 * @param descriptor the descriptor
	 * @param header the Arrow message
	 * @param appMetadata the application's metadata
	 * @param bodyLength the length of the body, or -1 for no body. A batch always has a
	 * body, because Arrow C++ expects one even if it is empty
	 * @return the bytes
	 */
	static byte[] prefix(@Nullable FlightDescriptor descriptor, @Nullable ByteBuffer header,
			byte @Nullable [] appMetadata, long bodyLength) {
		ByteBuffer flight = (descriptor != null) ? descriptor.serialize() : null;
		ByteBuffer metadata = (appMetadata != null) ? ByteBuffer.wrap(appMetadata) : null;
		int size = fieldSize(FlightData.FLIGHT_DESCRIPTOR_FIELD_NUMBER, flight)
				+ fieldSize(FlightData.DATA_HEADER_FIELD_NUMBER, header)
				+ fieldSize(FlightData.APP_METADATA_FIELD_NUMBER, metadata);
		if (bodyLength >= 0) {
			size += varintSize(tag(FlightData.DATA_BODY_FIELD_NUMBER)) + varintSize(bodyLength);
		}
		ByteBuffer target = ByteBuffer.allocate(size);
		put(target, FlightData.FLIGHT_DESCRIPTOR_FIELD_NUMBER, flight);
		put(target, FlightData.DATA_HEADER_FIELD_NUMBER, header);
		put(target, FlightData.APP_METADATA_FIELD_NUMBER, metadata);
		if (bodyLength >= 0) {
			putVarint(target, tag(FlightData.DATA_BODY_FIELD_NUMBER));
			putVarint(target, bodyLength);
		}
		return target.array();
	}

	private static int fieldSize(int field, @Nullable ByteBuffer value) {
		return (value != null) ? varintSize(tag(field)) + varintSize(value.remaining()) + value.remaining() : 0;
	}

	private static void put(ByteBuffer target, int field, @Nullable ByteBuffer value) {
		if (value != null) {
			putVarint(target, tag(field));
			putVarint(target, value.remaining());
			target.put(value.duplicate());
		}
	}

	private static int tag(int field) {
		return (field << 3) | LENGTH_DELIMITED;
	}

	private static int varintSize(long value) {
		return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
	}

	private static void putVarint(ByteBuffer target, long value) {
		long left = value;
		while ((left & ~0x7FL) != 0) {
			target.put((byte) (left | 0x80));
			left >>>= 7;
		}
		target.put((byte) left);
	}

}
