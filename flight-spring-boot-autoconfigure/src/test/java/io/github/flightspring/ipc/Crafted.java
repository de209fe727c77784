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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.protobuf.ByteString;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Messages made by hand, right or wrong.
 */
final class Crafted {

	final FlatBufferBuilder builder = new FlatBufferBuilder();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private final ArrayList<long[]> nodes = new ArrayList<>();

	private final ArrayList<long[]> buffers = new ArrayList<>();

	private long rows;

	private long[] views = new long[0];

	private short version = MetadataVersion.V5;

	private int codec = -1;

	private byte method;

	static Crafted rows(long rows) {
		Crafted crafted = new Crafted();
		crafted.rows = rows;
		return crafted;
	}

	Crafted node(long length, long nulls) {
		this.nodes.add(new long[] { length, nulls });
		return this;
	}

	Crafted views(long... counts) {
		this.views = counts;
		return this;
	}

	Crafted version(short version) {
		this.version = version;
		return this;
	}

	Crafted compression(int codec, int method) {
		this.codec = codec;
		this.method = (byte) method;
		return this;
	}

	/**
	 * A buffer with the given bytes.
	 */
	Crafted bytes(byte... bytes) {
		this.buffers.add(new long[] { this.body.size(), bytes.length });
		this.body.writeBytes(bytes);
		while (this.body.size() % 8 != 0) {
			this.body.write(0);
		}
		return this;
	}

	Crafted none() {
		return bytes();
	}

	Crafted ints(int... values) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int value : values) {
			bytes.putInt(value);
		}
		return bytes(bytes.array());
	}

	Crafted longs(long... values) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (long value : values) {
			bytes.putLong(value);
		}
		return bytes(bytes.array());
	}

	/**
	 * A buffer of the header alone, wherever it lies.
	 */
	Crafted at(long offset, long length) {
		this.buffers.add(new long[] { offset, length });
		return this;
	}

	byte[] batch() {
		return message(MessageHeader.RecordBatch, recordBatch(), this.body.size());
	}

	byte[] dictionary(long id, boolean delta) {
		return message(MessageHeader.DictionaryBatch,
				DictionaryBatch.createDictionaryBatch(this.builder, id, recordBatch(), delta), this.body.size());
	}

	byte[] message(byte type, int header, long bodyLength) {
		int message = Message.createMessage(this.builder, this.version, type, header, bodyLength, 0);
		this.builder.finish(message);
		return flightData(this.builder.sizedByteArray(), this.body.toByteArray());
	}

	static byte[] flightData(byte[] header, byte[] body) {
		return FlightData.newBuilder()
			.setDataHeader(ByteString.copyFrom(header))
			.setDataBody(ByteString.copyFrom(body))
			.build()
			.toByteArray();
	}

	private int recordBatch() {
		RecordBatch.startNodesVector(this.builder, this.nodes.size());
		for (int i = this.nodes.size() - 1; i >= 0; i--) {
			FieldNode.createFieldNode(this.builder, this.nodes.get(i)[0], this.nodes.get(i)[1]);
		}
		int nodeVector = this.builder.endVector();
		RecordBatch.startBuffersVector(this.builder, this.buffers.size());
		for (int i = this.buffers.size() - 1; i >= 0; i--) {
			Buffer.createBuffer(this.builder, this.buffers.get(i)[0], this.buffers.get(i)[1]);
		}
		int bufferVector = this.builder.endVector();
		int viewVector = RecordBatch.createVariadicBufferCountsVector(this.builder, this.views);
		int compression = (this.codec >= 0)
				? BodyCompression.createBodyCompression(this.builder, (byte) this.codec, this.method) : 0;
		return RecordBatch.createRecordBatch(this.builder, this.rows, nodeVector, bufferVector, compression,
				viewVector);
	}

	static byte[] schema(Field... fields) {
		return schema(new Schema(List.of(fields)));
	}

	static byte[] schema(Schema schema) {
		ByteBuffer header = MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT);
		byte[] bytes = new byte[header.remaining()];
		header.get(bytes);
		return flightData(bytes, new byte[0]);
	}

}
