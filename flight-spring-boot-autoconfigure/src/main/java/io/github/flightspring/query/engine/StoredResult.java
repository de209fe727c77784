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

package io.github.flightspring.query.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.ipc.IpcRange;

/**
 * The finished result of a query as one Arrow IPC stream of a known length. Any part of
 * the stream can be read. The stream is composed of the segments: the parts of a segment
 * that repeat earlier segments are left out, and so is every end-of-stream marker but the
 * last.
 */
public final class StoredResult {

	private static final int END = 8;

	private static final int CHUNK = 64 * 1024;

	private final String id;

	private final List<Segment> segments;

	private final boolean compressed;

	private final List<Piece> pieces = new ArrayList<>();

	private final long length;

	private boolean copiedToEnd;

	/**
	 * Compose a result from segments.
	 * @param id the unique id of the result
	 * @param segments the segments, at least one
	 * @param compressed whether the bodies of its batches are compressed
	 */
	public StoredResult(String id, List<Segment> segments, boolean compressed) {
		this.id = id;
		this.segments = List.copyOf(segments);
		this.compressed = compressed;
		long position = 0;
		for (int i = 0; i < segments.size(); i++) {
			Segment segment = segments.get(i);
			long start = 0;
			for (IpcRange repeat : (i > 0) ? segment.repeats() : List.<IpcRange>of()) {
				position = add(segment, start, repeat.start(), position);
				start = repeat.end();
			}
			position = add(segment, start, segment.bytes() - ((i < segments.size() - 1) ? END : 0), position);
		}
		this.length = position;
	}

	private long add(Segment segment, long start, long end, long position) {
		if (start < end) {
			this.pieces.add(new Piece(segment, start, position, end - start));
		}
		return position + end - start;
	}

	/**
	 * Return the unique id of the result.
	 * @return the id, of letters, digits, {@code -} and {@code _}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the length of the stream.
	 * @return the length in bytes
	 */
	public long length() {
		return this.length;
	}

	/**
	 * Return whether the bodies of the batches are compressed.
	 * @return whether a reader must understand Zstandard
	 */
	public boolean isCompressed() {
		return this.compressed;
	}

	/**
	 * Return the segments.
	 * @return the segments in order
	 */
	public List<Segment> segments() {
		return this.segments;
	}

	/**
	 * Return whether the end of the stream was copied.
	 * @return whether the end was copied
	 */
	public boolean isCopiedToEnd() {
		return this.copiedToEnd;
	}

	/**
	 * Copy a part of the stream.
	 * @param from the position of the first byte in the stream
	 * @param count the number of bytes
	 * @param out the stream to copy to
	 * @throws IOException if a segment was removed, or the stream fails
	 */
	public void copy(long from, long count, OutputStream out) throws IOException {
		long end = from + count;
		byte[] chunk = new byte[CHUNK];
		for (Piece piece : this.pieces) {
			long start = Math.max(from, piece.position());
			long stop = Math.min(end, piece.position() + piece.length());
			if (start < stop) {
				copy(piece, start - piece.position() + piece.start(), stop - start, chunk, out);
			}
		}
		this.copiedToEnd |= end == this.length;
	}

	private static void copy(Piece piece, long from, long count, byte[] chunk, OutputStream out) throws IOException {
		try (FileChannel channel = FileChannel.open(piece.segment().file(), StandardOpenOption.READ)) {
			channel.position(from);
			long left = count;
			while (left > 0) {
				int read = channel.read(ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, left)));
				if (read < 0) {
					throw new IOException("A segment of the result is shorter than it was");
				}
				out.write(chunk, 0, read);
				left -= read;
			}
		}
	}

	/**
	 * A part of a segment file that is a part of the stream.
	 *
	 * @param segment the segment
	 * @param start the position of the part in the file
	 * @param position the position of the part in the stream
	 * @param length the length of the part in bytes
	 */
	private record Piece(Segment segment, long start, long position, long length) {

	}

}
