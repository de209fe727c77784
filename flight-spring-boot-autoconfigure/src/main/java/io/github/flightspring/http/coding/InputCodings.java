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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Decodes the body of a request. The codings are gzip with any number of members, deflate
 * with or without the zlib header, and Zstandard with any number of frames and a window
 * of up to 8 MiB.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110,
 * Content-Encoding</a>
 */
public final class InputCodings {

	/**
	 * The supported codings.
	 */
	public static final String SUPPORTED = "gzip, deflate, zstd";

	private static final String HEADER = "Content-Encoding";

	private static final int MOST = 3;

	private static final int BUFFER = 64 * 1024;

	// RFC 8878 recommends that decoders support this window, and not more
	private static final int ZSTD_WINDOW_LOG = 23;

	private InputCodings() {
	}

	/**
	 * The codings of a request, in the order in which they were applied.
	 * @param request the request
	 * @return the codings, empty if the body is not coded
	 * @throws HttpProblem 415 if a coding is not supported
	 */
	public static List<String> of(HttpServletRequest request) {
		List<String> codings = new ArrayList<>();
		for (String header : Collections.list(request.getHeaders(HEADER))) {
			for (String element : header.split(",")) {
				String coding = element.strip().toLowerCase(Locale.ROOT);
				switch (coding) {
					case "", "identity" -> {
					}
					case "gzip", "x-gzip", "deflate", "zstd" -> codings.add(coding);
					default -> throw unsupported(
							"The coding '%s' of the body is not supported".formatted(InvalidMessages.shown(coding)));
				}
			}
		}
		if (codings.size() > MOST) {
			throw unsupported("The body is coded %d times, where %d are allowed".formatted(codings.size(), MOST));
		}
		return codings;
	}

	private static HttpProblem unsupported(String detail) {
		return new HttpProblem(415, detail + ". There are " + SUPPORTED).header("Accept-Encoding", SUPPORTED);
	}

	/**
	 * Decode a body.
	 * @param codings the codings in the order in which they were applied
	 * @param body the body
	 * @param limits the limits, which also apply between codings
	 * @return the decoded body. The caller must close it, because it holds native memory.
	 * A body that cannot be decoded fails with an {@link IOException}
	 * @throws IOException if the body does not begin as its coding requires
	 */
	static InputStream decode(List<String> codings, CountedInput body, BodyLimits limits) throws IOException {
		InputStream decoded = body;
		for (int i = codings.size() - 1; i >= 0; i--) {
			decoded = decode(codings.get(i), (decoded != body) ? new StageInput(decoded, body, limits) : body);
		}
		return decoded;
	}

	private static InputStream decode(String coding, InputStream body) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(body, BUFFER);
		return switch (coding) {
			case "gzip", "x-gzip" ->
				GzipCompressorInputStream.builder().setInputStream(buffered).setDecompressConcatenated(true).get();
			case "deflate" -> new Inflate(buffered, !isZlib(buffered));
			default -> new ZstdInputStreamNoFinalizer(buffered).setContinuous(false).setLongMax(ZSTD_WINDOW_LOG);
		};
	}

	/**
	 * Whether the first two bytes are a zlib header: method 8, and a multiple of 31.
	 */
	private static boolean isZlib(BufferedInputStream in) throws IOException {
		in.mark(2);
		int first = in.read();
		int second = in.read();
		in.reset();
		return (first & 0x0F) == 8 && second >= 0 && ((first << 8) | second) % 31 == 0;
	}

	/**
	 * Refuses a body that continues after the end of its coding.
	 */
	private static final class Inflate extends InflaterInputStream {

		Inflate(InputStream in, boolean raw) {
			super(in, new Inflater(raw), BUFFER);
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			if (read < 0 && (this.inf.getRemaining() > 0 || this.in.read() >= 0)) {
				throw new IOException("Bytes follow the end of the deflated body");
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			try {
				super.close();
			}
			finally {
				this.inf.end();
			}
		}

	}

}
