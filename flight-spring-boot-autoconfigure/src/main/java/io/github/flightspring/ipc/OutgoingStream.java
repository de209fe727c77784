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
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an outgoing message: the prefix, then the body, copied from Arrow's
 * buffers through a reused array. Every method holds the same lock, because gRPC's
 * in-process transport reads on the peer's thread while the writer detaches the buffers.
 */
final class OutgoingStream extends InputStream {

	private final int size;

	private byte @Nullable [] prefix;

	private @Nullable WireBody body;

	private @Nullable Deque<byte[]> heap;

	private int position;

	private int headPosition;

	private boolean discarded;

	OutgoingStream(byte[] prefix, WireBody body) {
		this.prefix = prefix;
		this.body = body;
		this.size = Math.toIntExact(prefix.length + body.length());
	}

	int size() {
		return this.size;
	}

	@Override
	public synchronized int available() {
		return this.size - this.position;
	}

	@Override
	public synchronized int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
	}

	@Override
	public synchronized int read(byte[] target, int offset, int length) throws IOException {
		int count = Math.min(length, this.size - this.position);
		if (count <= 0) {
			return (length == 0) ? 0 : -1;
		}
		if (this.discarded) {
			throw new IOException("The message was discarded before it was read");
		}
		copy(target, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public synchronized long transferTo(OutputStream target) throws IOException {
		long total = 0;
		byte[] array = TransferArrays.take();
		try {
			int count = read(array, 0, array.length);
			while (count > 0) {
				target.write(array, 0, count);
				total += count;
				count = read(array, 0, array.length);
			}
		}
		finally {
			TransferArrays.give(array);
		}
		return total;
	}

	@Override
	public synchronized void close() {
		this.position = this.size;
		forget();
	}

	/**
	 * Copy the unread bytes to the heap, in pieces.
	 */
	synchronized void detach() {
		if (this.discarded || this.heap != null) {
			return;
		}
		Deque<byte[]> pieces = new ArrayDeque<>();
		int from = this.position;
		int left = this.size - this.position;
		while (left > 0) {
			byte[] piece = new byte[Math.min(left, TransferArrays.SIZE)];
			copy(piece, 0, piece.length);
			this.position += piece.length;
			left -= piece.length;
			pieces.add(piece);
		}
		this.position = from;
		forget();
		this.heap = pieces;
	}

	synchronized void discard() {
		if (this.heap == null) {
			this.discarded = true;
			forget();
		}
	}

	private void forget() {
		this.prefix = null;
		this.body = null;
		this.heap = null;
	}

	private void copy(byte[] target, int offset, int count) {
		if (this.heap != null) {
			copyFromHeap(this.heap, target, offset, count);
			return;
		}
		int done = 0;
		if (this.prefix != null && this.position < this.prefix.length) {
			done = Math.min(count, this.prefix.length - this.position);
			System.arraycopy(this.prefix, this.position, target, offset, done);
		}
		if (done < count && this.body != null) {
			this.body.read(target, offset + done, count - done);
		}
	}

	private void copyFromHeap(Deque<byte[]> pieces, byte[] target, int offset, int count) {
		int done = 0;
		while (done < count) {
			byte[] head = pieces.element();
			int step = Math.min(count - done, head.length - this.headPosition);
			System.arraycopy(head, this.headPosition, target, offset + done, step);
			done += step;
			this.headPosition += step;
			if (this.headPosition == head.length) {
				pieces.remove();
				this.headPosition = 0;
			}
		}
	}

}
