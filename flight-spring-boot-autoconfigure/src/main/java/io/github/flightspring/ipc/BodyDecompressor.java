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

import com.github.luben.zstd.Zstd;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * Decompresses the buffers of a body one by one. Each begins with its uncompressed
 * length, which the sender chose. The length is checked against the allocator's limit
 * before memory is allocated, and against the actual output.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">Arrow columnar
 * format, Compression</a>
 */
final class BodyDecompressor {

	private static final int PREFIX = 8;

	private static final long STORED = -1;

	private final BufferAllocator allocator;

	private final byte codec;

	BodyDecompressor(BufferAllocator allocator, BodyCompression compression) {
		this.allocator = allocator;
		this.codec = compression.codec();
		if (this.codec != CompressionType.LZ4_FRAME && this.codec != CompressionType.ZSTD) {
			throw WireErrors.invalid("the body is compressed with codec %d; LZ4_FRAME and ZSTD can be read",
					this.codec);
		}
		if (compression.method() != BodyCompressionMethod.BUFFER) {
			throw WireErrors.invalid("the body is compressed with method %d; BUFFER can be read", compression.method());
		}
	}

	/**
	 * Decompress a buffer.
	 * @param body the body that contains the buffer
	 * @param start the offset of the buffer
	 * @param length its length, not 0
	 * @return a new buffer, or a retained slice of the body
	 */
	ArrowBuf decompress(ArrowBuf body, long start, long length) {
		if (length < PREFIX) {
			throw WireErrors.invalid("a compressed buffer has %d bytes, less than its uncompressed length takes",
					length);
		}
		long size = body.getLong(start);
		if (size == STORED) {
			ArrowBuf stored = body.slice(start + PREFIX, length - PREFIX);
			stored.getReferenceManager().retain();
			return stored;
		}
		if (size < 0) {
			throw WireErrors.invalid("a compressed buffer declares a length of %d bytes", size);
		}
		if (size > this.allocator.getHeadroom()) {
			throw WireErrors.exhausted("a compressed buffer declares %d bytes, more than the %d that are left", size,
					this.allocator.getHeadroom());
		}
		if (size == 0) {
			return this.allocator.getEmpty();
		}
		ArrowBuf target = this.allocator.buffer(size);
		try {
			if (this.codec == CompressionType.ZSTD) {
				zstd(body, start + PREFIX, length - PREFIX, target, size);
			}
			else {
				lz4(body, start + PREFIX, length - PREFIX, target, size);
			}
			target.writerIndex(size);
			return target.slice(0, size);
		}
		catch (RuntimeException | Error ex) {
			target.close();
			throw ex;
		}
	}

	private static void zstd(ArrowBuf body, long start, long length, ArrowBuf target, long size) {
		long result = Zstd.decompressUnsafe(target.memoryAddress(), size, body.memoryAddress() + start, length);
		if (Zstd.isError(result)) {
			throw WireErrors.invalid("a buffer cannot be decompressed with zstd: %s", Zstd.getErrorName(result));
		}
		checkSize(result, size);
	}

	private static void lz4(ArrowBuf body, long start, long length, ArrowBuf target, long size) {
		byte[] array = TransferArrays.take();
		try (InputStream in = new FramedLZ4CompressorInputStream(new ArrowBufStream(body, start, length), true)) {
			long done = 0;
			int count = in.read(array, 0, array.length);
			while (count >= 0) {
				if (count > size - done) {
					throw WireErrors.invalid("a compressed buffer declares %d bytes, but has more", size);
				}
				target.setBytes(done, array, 0, count);
				done += count;
				count = in.read(array, 0, array.length);
			}
			checkSize(done, size);
		}
		catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException ex) {
			throw WireErrors.invalid(ex, "a buffer cannot be decompressed with lz4: %s", ex.getMessage());
		}
		finally {
			TransferArrays.give(array);
		}
	}

	private static void checkSize(long actual, long declared) {
		if (actual != declared) {
			throw WireErrors.invalid("a compressed buffer declares %d bytes, but has %d", declared, actual);
		}
	}

}
