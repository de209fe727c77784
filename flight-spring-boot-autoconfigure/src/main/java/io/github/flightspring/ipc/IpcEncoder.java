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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches in the Arrow IPC stream or file format, in metadata version V5. An
 * encoder may be used by one thread at a time. It neither flushes nor closes its output.
 * A failure of the output is an {@link UncheckedIOException}.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc">Arrow
 * columnar format, IPC</a>
 */
public final class IpcEncoder implements AutoCloseable {

	private static final int CONTINUATION = 0xFFFFFFFF;

	private static final int PREFIX = 8;

	private static final long MISSING_BODY = 1 << 16;

	/**
	 * The number of bytes that are written to the output at once. A container may send
	 * each piece as a chunk, and some clients are slow with many chunks, so there should
	 * be few.
	 */
	private static final int PIECE = 64 * 1024;

	private final BatchEncoder batches;

	private OutputStream out;

	private final @Nullable IpcFooter footer;

	private boolean started;

	private long position;

	private long batchCount;

	private final List<IpcRange> repeats = new ArrayList<>();

	private byte[] piece = new byte[0];

	private IpcEncoder(BufferAllocator allocator, FlightDataOptions options, OutputStream out,
			@Nullable IpcFooter footer) {
		this.batches = new BatchEncoder(allocator, options, this::emit);
		this.out = out;
		this.footer = footer;
	}

	/**
	 * Create an encoder of the stream format.
	 * @param allocator the allocator of temporary buffers, for slices and compression
	 * @param options the options of batches
	 * @param out the output
	 * @return the encoder
	 */
	public static IpcEncoder stream(BufferAllocator allocator, FlightDataOptions options, OutputStream out) {
		return new IpcEncoder(allocator, options, out, null);
	}

	/**
	 * Create an encoder of the file format. In this format a dictionary cannot change.
	 * @param allocator the allocator of temporary buffers, for slices and compression
	 * @param options the options of batches
	 * @param out the output
	 * @return the encoder
	 */
	public static IpcEncoder file(BufferAllocator allocator, FlightDataOptions options, OutputStream out) {
		return new IpcEncoder(allocator, options, out, new IpcFooter());
	}

	/**
	 * Write the schema. A second call continues with batches of the same schema from
	 * another source.
	 * @param root the root whose schema it is, in memory format
	 * @param provider the dictionaries of its fields, looked up at each write, or
	 * {@code null} if there are none
	 */
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		if (this.started) {
			this.batches.resume(root, provider);
			return;
		}
		this.started = true;
		if (this.footer != null) {
			write(IpcFooter.magic(true));
		}
		this.batches.start(null, root, provider);
	}

	/**
	 * Continue in another stream that can be read on its own. The previous stream must be
	 * finished. The counters start again at zero. The dictionaries of the schema are
	 * written again before the next batch.
	 * @param next the output of the new stream
	 * @throws IllegalStateException if this encoder writes the file format
	 */
	public void continueIn(OutputStream next) {
		if (this.footer != null) {
			throw new IllegalStateException("A file cannot be continued");
		}
		this.out = next;
		this.position = 0;
		this.batchCount = 0;
		this.repeats.clear();
		this.batches.repeat();
	}

	/**
	 * The parts of a {@linkplain #continueIn continued} stream that repeat earlier
	 * streams: its schema, and each dictionary that has not changed.
	 * @return the parts in order
	 */
	public List<IpcRange> repeats() {
		return List.copyOf(this.repeats);
	}

	/**
	 * Write a batch, after the dictionaries that have changed since the last one. A body
	 * above the limit is written in slices.
	 * @param root the batch, with the schema that was written
	 */
	public void write(VectorSchemaRoot root) {
		this.batches.write(root, null);
	}

	/**
	 * Complete the stream or file.
	 */
	public void finish() {
		ByteBuffer end = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN).putInt(CONTINUATION).putInt(0);
		write(end.array());
		if (this.footer != null) {
			write(this.footer.write(this.batches.sentSchema()));
		}
	}

	/**
	 * End the output so that every reader fails: with the header of a batch whose body is
	 * missing. Without it, a reader may take a lost connection for the end of the rows.
	 */
	public void breakOff() {
		FlatBufferBuilder builder = new FlatBufferBuilder(256);
		RecordBatch.startNodesVector(builder, 0);
		int nodes = builder.endVector();
		RecordBatch.startBuffersVector(builder, 0);
		int buffers = builder.endVector();
		int batch = RecordBatch.createRecordBatch(builder, 1, nodes, buffers, 0, 0);
		int message = Message.createMessage(builder, MetadataVersion.V5, MessageHeader.RecordBatch, batch, MISSING_BODY,
				0);
		Message.finishMessageBuffer(builder, message);
		emit(Kind.NONE, null, builder.dataBuffer(), null, new WireBody());
	}

	/**
	 * The number of written batches. Each slice is counted.
	 * @return the number of batches
	 */
	public long batchCount() {
		return this.batchCount;
	}

	/**
	 * The number of written bytes.
	 * @return the number of bytes
	 */
	public long byteCount() {
		return this.position;
	}

	/**
	 * Free the resources of a failed write. Closing twice has no effect.
	 */
	@Override
	public void close() {
		this.batches.close();
	}

	private void emit(Kind kind, @Nullable FlightDescriptor descriptor, @Nullable ByteBuffer header,
			byte @Nullable [] appMetadata, WireBody body) {
		if (header == null) {
			return;
		}
		int padded = (int) WireBody.padded(header.remaining());
		if (this.footer != null) {
			this.footer.add(kind, this.position, PREFIX + padded, body.length(), header);
		}
		if (this.batches.isRepeat()) {
			this.repeats.add(new IpcRange(this.position, PREFIX + padded + body.length()));
		}
		ByteBuffer prefix = ByteBuffer.allocate(PREFIX + padded).order(ByteOrder.LITTLE_ENDIAN);
		prefix.putInt(CONTINUATION).putInt(padded).put(header.duplicate());
		write(prefix.array(), body, piece(prefix.capacity() + body.length()));
		this.batchCount += (kind == Kind.RECORD_BATCH) ? 1 : 0;
	}

	private byte[] piece(long bytes) {
		if (this.piece.length < Math.min(bytes, PIECE)) {
			this.piece = new byte[(int) Math.min(bytes, PIECE)];
		}
		return this.piece;
	}

	private void write(byte[] prefix, WireBody body, byte[] array) {
		int filled = 0;
		if (prefix.length <= array.length) {
			System.arraycopy(prefix, 0, array, 0, prefix.length);
			filled = prefix.length;
		}
		else {
			write(prefix);
		}
		long left = body.length();
		do {
			int step = (int) Math.min(left, array.length - filled);
			body.read(array, filled, step);
			write(array, filled + step);
			left -= step;
			filled = 0;
		}
		while (left > 0);
	}

	private void write(byte[] bytes) {
		write(bytes, bytes.length);
	}

	private void write(byte[] bytes, int length) {
		try {
			this.out.write(bytes, 0, length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.position += length;
	}

}
