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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of an Arrow IPC stream, or of an IPC file from front to back. A
 * stream that has no end-of-stream marker, or has bytes after it, fails with
 * INVALID_ARGUMENT, because a truncated stream must not look like a shorter one. The
 * memory of a body is allocated as its bytes arrive.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">Arrow
 * columnar format, IPC Streaming Format</a>
 */
public final class IpcSource implements FlightDataSource, AutoCloseable {

	private static final String NEITHER = "the bytes are neither an Arrow stream nor an Arrow file";

	private static final int CONTINUATION = 0xFFFFFFFF;

	private static final int BODY_STEP = 16 << 20;

	private final InputStream in;

	private final BufferAllocator allocator;

	private final FlightDataLimits limits;

	private final @Nullable FlightDescriptor descriptor;

	private final boolean trusted;

	private boolean started;

	private boolean file;

	private boolean ended;

	private int batches;

	/**
	 * Create a source.
	 * @param in the bytes to read
	 * @param allocator the allocator of bodies
	 * @param limits the heap limits of a message
	 * @param descriptor the flight that the stream is for
	 */
	public IpcSource(InputStream in, BufferAllocator allocator, FlightDataLimits limits, FlightDescriptor descriptor) {
		this(in, allocator, limits, descriptor, false);
	}

	private IpcSource(InputStream in, BufferAllocator allocator, FlightDataLimits limits,
			@Nullable FlightDescriptor descriptor, boolean trusted) {
		this.in = in;
		this.allocator = allocator;
		this.limits = limits;
		this.descriptor = descriptor;
		this.trusted = trusted;
	}

	/**
	 * Create a source of a stream that this application has written itself. Its content
	 * is not validated. The reader closes it.
	 * @param in the bytes to read
	 * @param allocator the allocator of bodies
	 * @return the source
	 */
	public static IpcSource trusted(InputStream in, BufferAllocator allocator) {
		return new IpcSource(in, allocator, FlightDataLimits.largest(), null, true);
	}

	@Override
	public boolean isTrusted() {
		return this.trusted;
	}

	@Override
	public void close() throws IOException {
		if (this.trusted) {
			this.in.close();
		}
	}

	@Override
	public @Nullable FlightDataFrame next() {
		try {
			return this.ended ? null : read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private @Nullable FlightDataFrame read() throws IOException {
		boolean first = !this.started;
		int length = length();
		if (length == 0) {
			if (this.file && first) {
				throw schemaInFooter();
			}
			end();
			return null;
		}
		if (length < 0) {
			throw WireErrors.invalid("a message has a header of %d bytes", length);
		}
		if (length > this.limits.maxHeaderBytes()) {
			throw WireErrors.exhausted("a message has a header of %d bytes, where %d are allowed", length,
					this.limits.maxHeaderBytes());
		}
		byte[] header = readBytes(length);
		Message message = message(header);
		long bodyLength = bodyLength(message);
		Kind kind = kind(message, bodyLength);
		if (this.file && first && kind != Kind.SCHEMA) {
			throw schemaInFooter();
		}
		this.batches += (kind == Kind.RECORD_BATCH) ? 1 : 0;
		return new FlightDataFrame(kind, first ? this.descriptor : null, header, null, body(bodyLength),
				8L + length + bodyLength);
	}

	private static RuntimeException schemaInFooter() {
		return WireErrors.invalid("the file has its schema in its footer alone, which comes after its rows; "
				+ "send an Arrow stream instead (with apache-arrow for JavaScript: tableToIPC(table, 'stream'))");
	}

	private int length() throws IOException {
		byte[] word = this.in.readNBytes(Integer.BYTES);
		boolean first = !this.started;
		if (first) {
			this.started = true;
			if (Arrays.equals(word, 0, word.length, IpcFooter.magic(false), 0, word.length) && word.length > 0) {
				byte[] rest = this.in.readNBytes(4);
				if (!Arrays.equals(rest, 0, Math.min(2, rest.length), IpcFooter.magic(false), 4, 6)) {
					throw WireErrors.invalid(NEITHER);
				}
				this.file = true;
				word = this.in.readNBytes(Integer.BYTES);
			}
		}
		int length = word(word);
		if (first && length != CONTINUATION && (length < 0 || length > this.limits.maxHeaderBytes())) {
			// text, or the start of another format
			throw WireErrors.invalid(NEITHER);
		}
		return (length == CONTINUATION) ? word(this.in.readNBytes(Integer.BYTES)) : length;
	}

	private static int word(byte[] bytes) {
		if (bytes.length < Integer.BYTES) {
			throw cutOff();
		}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
	}

	private static RuntimeException cutOff() {
		return WireErrors.invalid("the stream ended without its end-of-stream marker (FFFFFFFF 00000000): it was cut "
				+ "off, or its writer was not closed");
	}

	private byte[] readBytes(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw cutOff();
		}
		return bytes;
	}

	private static Message message(byte[] header) {
		try {
			return Message.getRootAsMessage(ByteBuffer.wrap(header));
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw WireErrors.invalid(ex, "the header is not an Arrow message");
		}
	}

	private static long bodyLength(Message message) {
		try {
			long length = message.bodyLength();
			if (length < 0) {
				throw WireErrors.invalid("a message has a body of %d bytes", length);
			}
			return length;
		}
		catch (IndexOutOfBoundsException ex) {
			throw WireErrors.invalid(ex, "the header is not an Arrow message");
		}
	}

	private static Kind kind(Message message, long bodyLength) {
		try {
			return FrameDecoder.kind(message, bodyLength);
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw WireErrors.invalid(ex, "the header is not an Arrow message");
		}
	}

	private @Nullable ArrowBuf body(long length) throws IOException {
		if (length == 0) {
			return null;
		}
		if (length > this.allocator.getLimit()) {
			throw WireErrors.exhausted("a batch of %d bytes, where a call may have %d", length,
					this.allocator.getLimit());
		}
		ArrowBuf buffer = this.allocator.buffer(Math.min(length, BODY_STEP));
		byte[] array = TransferArrays.take();
		try {
			long done = 0;
			while (done < length) {
				int read = this.in.read(array, 0, (int) Math.min(array.length, length - done));
				if (read < 0) {
					throw cutOff();
				}
				if (done + read > buffer.capacity()) {
					buffer = grow(buffer, done, length);
				}
				buffer.setBytes(done, array, 0, read);
				done += read;
			}
			buffer.writerIndex(length);
			return buffer;
		}
		catch (IOException | RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
		finally {
			TransferArrays.give(array);
		}
	}

	private ArrowBuf grow(ArrowBuf buffer, long done, long length) {
		ArrowBuf larger = this.allocator.buffer(Math.min(length, buffer.capacity() * 2));
		larger.setBytes(0, buffer, 0, done);
		buffer.close();
		return larger;
	}

	/**
	 * Check the end: no bytes may follow a stream, and only a footer may follow the
	 * batches of a file. Reading on also lets the underlying stream check its own end.
	 */
	private void end() throws IOException {
		this.ended = true;
		byte[] rest = this.in.readNBytes(this.limits.maxHeaderBytes());
		if (this.in.read() >= 0) {
			throw WireErrors.invalid("bytes follow the end of the stream");
		}
		if (this.file) {
			checkFooter(rest);
		}
		else if (rest.length > 0) {
			throw WireErrors.invalid("%d bytes follow the end of the stream", rest.length);
		}
	}

	private void checkFooter(byte[] rest) {
		int tail = Integer.BYTES + IpcFooter.magic(false).length;
		int length = rest.length - tail;
		if (length <= 0 || !Arrays.equals(rest, rest.length - 6, rest.length, IpcFooter.magic(false), 0, 6)
				|| ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(length) != length) {
			throw WireErrors.invalid("the file ends without its footer: it was cut off, or its writer was not closed");
		}
		int announced;
		try {
			announced = Footer.getRootAsFooter(ByteBuffer.wrap(rest, 0, length).slice()).recordBatchesLength();
		}
		catch (IndexOutOfBoundsException ex) {
			throw WireErrors.invalid(ex, "the footer of the file cannot be read");
		}
		if (announced != this.batches) {
			throw WireErrors.invalid("the footer of the file announces %d batches, but it has %d", announced,
					this.batches);
		}
	}

}
