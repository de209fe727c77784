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

package io.github.flightspring.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Set;

import org.apache.arrow.compression.ZstdCompressionCodec;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes one segment as an Arrow IPC stream. Only a finished one ends as a stream ends.
 */
final class SegmentWriter implements AutoCloseable {

	private static final int COMPRESSION_LEVEL = 1;

	// metadata of a message: its fields, nodes and buffers
	private static final int METADATA_PER_VECTOR = 128;

	private final SegmentOutput out;

	private final SpoolQuota quota;

	private final CompressionCodec codec;

	private long reserved;

	private long rows;

	SegmentWriter(WritableByteChannel channel, SpoolQuota quota, boolean compressed) {
		this.out = new SegmentOutput(channel);
		this.quota = quota;
		this.codec = compressed ? new ZstdCompressionCodec(COMPRESSION_LEVEL) : NoCompressionCodec.INSTANCE;
	}

	void start(Schema schema) throws IOException {
		ByteBuffer metadata = MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT);
		reserve(metadata.remaining() + 16L);
		MessageSerializer.serialize(this.out, schema);
		settle();
	}

	void write(VectorSchemaRoot root, DictionaryProvider dictionaries, Set<Long> dictionaryIds) throws IOException {
		for (long id : dictionaryIds) {
			write(id, dictionaries.lookup(id));
		}
		try (ArrowRecordBatch batch = unload(root)) {
			reserve(batch.computeBodyLength() + metadata(root));
			MessageSerializer.serialize(this.out, batch);
		}
		this.rows += root.getRowCount();
		settle();
	}

	// whole, before each batch: a dictionary may have changed without a word
	private void write(long id, Dictionary dictionary) throws IOException {
		FieldVector vector = dictionary.getVector();
		VectorSchemaRoot root = new VectorSchemaRoot(List.of(vector.getField()), List.of(vector),
				vector.getValueCount());
		try (ArrowDictionaryBatch batch = new ArrowDictionaryBatch(id, unload(root), false)) {
			reserve(batch.computeBodyLength() + metadata(root));
			MessageSerializer.serialize(this.out, batch);
		}
		settle();
	}

	private ArrowRecordBatch unload(VectorSchemaRoot root) {
		return new VectorUnloader(root, true, this.codec, true).getRecordBatch();
	}

	private static long metadata(VectorSchemaRoot root) {
		return 256 + (long) METADATA_PER_VECTOR * root.getFieldVectors().size();
	}

	void finish() throws IOException {
		reserve(8);
		ArrowStreamWriter.writeEndOfStream(this.out, IpcOption.DEFAULT);
		settle();
	}

	long bytes() {
		return this.out.getCurrentPosition();
	}

	long rows() {
		return this.rows;
	}

	private void reserve(long more) {
		this.quota.reserve(more);
		this.reserved += more;
	}

	/**
	 * Give back what was reserved and not written, or take what an estimate missed.
	 */
	private void settle() {
		long difference = this.reserved - bytes();
		if (difference > 0) {
			this.quota.release(difference);
		}
		else if (difference < 0) {
			this.quota.reserve(-difference);
		}
		this.reserved = bytes();
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
