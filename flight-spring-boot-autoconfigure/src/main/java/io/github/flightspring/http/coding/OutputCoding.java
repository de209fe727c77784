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

package io.github.flightspring.http.coding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.flightspring.http.negotiation.ContentCoding;

/**
 * Codes the body of a response. Flushed bytes can be decoded at once. The levels favour
 * speed over size, because rows are compressed while they are produced.
 */
public final class OutputCoding {

	private static final int LEVEL = 1;

	private static final int BUFFER = 64 * 1024;

	private OutputCoding() {
	}

	/**
	 * Code a stream.
	 * @param coding the coding
	 * @param out the stream
	 * @return the coded stream. Closing it completes the body. It must always be closed,
	 * because it holds native memory
	 * @throws IOException if the stream fails
	 */
	public static OutputStream code(ContentCoding coding, OutputStream out) throws IOException {
		return switch (coding) {
			case IDENTITY -> out;
			case GZIP -> new Gzip(out);
			case DEFLATE -> new Deflate(out);
			case ZSTD -> new ZstdOutputStreamNoFinalizer(out, LEVEL).setCloseFrameOnFlush(false);
		};
	}

	/**
	 * A gzip stream with a level.
	 */
	private static final class Gzip extends GZIPOutputStream {

		Gzip(OutputStream out) throws IOException {
			super(out, BUFFER, true);
			this.def.setLevel(LEVEL);
		}

	}

	/**
	 * A deflate stream that frees its memory even if closing fails.
	 */
	private static final class Deflate extends DeflaterOutputStream {

		Deflate(OutputStream out) {
			super(out, new Deflater(LEVEL), BUFFER, true);
		}

		@Override
		public void close() throws IOException {
			try {
				super.close();
			}
			finally {
				this.def.end();
			}
		}

	}

}
