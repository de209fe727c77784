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

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Creates a batch from a record batch header and its body. It checks the header against
 * the schema and the body, decompresses, and validates the values.
 */
final class BatchDecoder {

	private static final int BUFFER_ENTRY = 16;

	private final List<ColumnLayout> columns;

	private final BufferAllocator allocator;

	private final boolean trusted;

	private final String what;

	private final int nodeCount;

	private final int bufferCount;

	private final int viewCount;

	/**
	 * Create a decoder.
	 * @param columns the layouts of the schema
	 * @param allocator the allocator of decompressed buffers
	 * @param trusted whether values are not validated
	 * @param what the name of the batches, for messages
	 */
	BatchDecoder(List<ColumnLayout> columns, BufferAllocator allocator, boolean trusted, String what) {
		this.columns = columns;
		this.allocator = allocator;
		this.trusted = trusted;
		this.what = what;
		int[] counts = new int[3];
		columns.forEach((column) -> count(column, counts));
		this.nodeCount = counts[0];
		this.bufferCount = counts[1];
		this.viewCount = counts[2];
	}

	private static void count(ColumnLayout column, int[] counts) {
		counts[0]++;
		counts[1] += column.kind().buffers();
		counts[2] += (column.kind() == ColumnLayout.Kind.VIEW) ? 1 : 0;
		column.children().forEach((child) -> count(child, counts));
	}

	/**
	 * Decode a batch.
	 * @param header the header
	 * @param body the body, or {@code null} if it is empty
	 * @return the uncompressed batch, which the caller must close
	 */
	ArrowRecordBatch decode(RecordBatch header, @Nullable ArrowBuf body) {
		int length = rows(header.length(), this.what);
		List<ArrowFieldNode> nodes = nodes(header);
		List<Long> viewBuffers = viewBuffers(header);
		List<ArrowBuf> buffers = new ArrayList<>(header.buffersLength());
		try {
			readBuffers(header, body, buffers);
			if (!this.trusted) {
				new BatchValidator(nodes, buffers, viewBuffers).validate(this.columns, length);
			}
			return new ArrowRecordBatch(length, nodes, buffers, NoCompressionCodec.DEFAULT_BODY_COMPRESSION,
					viewBuffers, true, false);
		}
		catch (RuntimeException | Error ex) {
			buffers.forEach(ArrowBuf::close);
			throw ex;
		}
	}

	private List<ArrowFieldNode> nodes(RecordBatch header) {
		if (header.nodesLength() != this.nodeCount) {
			throw WireErrors.invalid("%s has %d field nodes, but the schema has %d fields", this.what,
					header.nodesLength(), this.nodeCount);
		}
		List<ArrowFieldNode> nodes = new ArrayList<>(this.nodeCount);
		FieldNode node = new FieldNode();
		for (int i = 0; i < this.nodeCount; i++) {
			header.nodes(node, i);
			int length = rows(node.length(), "field node " + i);
			if (node.nullCount() < -1 || node.nullCount() > length) {
				throw WireErrors.invalid("field node %d has %d nulls in %d values", i, node.nullCount(), length);
			}
			nodes.add(new ArrowFieldNode(length, node.nullCount()));
		}
		return nodes;
	}

	private List<Long> viewBuffers(RecordBatch header) {
		if (header.variadicBufferCountsLength() != this.viewCount) {
			throw WireErrors.invalid("%s has %d variadic buffer counts, but the schema has %d view fields", this.what,
					header.variadicBufferCountsLength(), this.viewCount);
		}
		long expected = this.bufferCount;
		List<Long> counts = new ArrayList<>(this.viewCount);
		for (int i = 0; i < this.viewCount; i++) {
			long count = header.variadicBufferCounts(i);
			if (count < 0 || count > header.buffersLength()) {
				throw WireErrors.invalid("variadic buffer count %d is %d, but %s has %d buffers", i, count, this.what,
						header.buffersLength());
			}
			expected += count;
			counts.add(count);
		}
		// a count for which the header itself has no room
		if (header.buffersLength() != expected || expected > header.getByteBuffer().limit() / BUFFER_ENTRY) {
			throw WireErrors.invalid("%s has %d buffers, but its schema needs %d", this.what, header.buffersLength(),
					expected);
		}
		return counts;
	}

	private void readBuffers(RecordBatch header, @Nullable ArrowBuf body, List<ArrowBuf> target) {
		BodyCompression compression = header.compression();
		BodyDecompressor decompressor = (compression != null) ? new BodyDecompressor(this.allocator, compression)
				: null;
		long bodyLength = (body != null) ? body.writerIndex() : 0;
		long end = 0;
		Buffer buffer = new Buffer();
		for (int i = 0; i < header.buffersLength(); i++) {
			header.buffers(buffer, i);
			long offset = buffer.offset();
			long length = buffer.length();
			if (offset < 0 || length < 0 || offset > bodyLength || length > bodyLength - offset) {
				throw WireErrors.invalid("buffer %d lies at %d with length %d, but the body has %d bytes", i, offset,
						length, bodyLength);
			}
			if (body == null || length == 0) {
				target.add(this.allocator.getEmpty());
				continue;
			}
			// vectors may write to their buffers, which must not change data that another
			// vector was validated with
			if (offset < end) {
				throw WireErrors.invalid("buffer %d at %d overlaps the one before, which ends at %d", i, offset, end);
			}
			end = offset + length;
			target.add((decompressor != null) ? decompressor.decompress(body, offset, length)
					: part(body, offset, length));
		}
	}

	private static ArrowBuf part(ArrowBuf body, long offset, long length) {
		ArrowBuf part = body.slice(offset, length);
		part.getReferenceManager().retain();
		return part;
	}

	private static int rows(long length, String what) {
		if (length < 0 || length > Integer.MAX_VALUE) {
			throw WireErrors.invalid("%s has a length of %d", what, length);
		}
		return (int) length;
	}

}
