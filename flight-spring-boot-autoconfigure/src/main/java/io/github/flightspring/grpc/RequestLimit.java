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

package io.github.flightspring.grpc;

import java.io.IOException;
import java.io.InputStream;

import io.grpc.KnownLength;
import org.apache.arrow.flight.CallStatus;

/**
 * Limits a request that is read onto the heap: by its length before anything is read, or,
 * where that is not known because it comes compressed, while it is read.
 */
final class RequestLimit {

	private RequestLimit() {
	}

	/**
	 * Limit a request.
	 * @param request the request
	 * @param limit the bytes it may have
	 * @return the request, whose reading ends with an {@link ExceededException} when it
	 * has more
	 * @throws ExceededException if it is known to have more
	 */
	static InputStream of(InputStream request, long limit) {
		if (!(request instanceof KnownLength)) {
			return new Limited(request, limit);
		}
		try {
			int size = request.available();
			if (size > limit) {
				throw new ExceededException(status(size, limit));
			}
			return request;
		}
		catch (IOException ex) {
			throw new IllegalStateException("A request has no length", ex);
		}
	}

	static CallStatus status(long size, long limit) {
		return CallStatus.RESOURCE_EXHAUSTED
			.withDescription(("The request has %d bytes or more, which is above the limit of %d "
					+ "(flight.server.max-request-size)")
				.formatted(size, limit));
	}

	/**
	 * A request has too many bytes.
	 */
	static final class ExceededException extends RuntimeException {

		private final transient CallStatus status;

		ExceededException(CallStatus status) {
			super(status.description(), null, false, false);
			this.status = status;
		}

		CallStatus status() {
			return this.status;
		}

	}

	private static final class Limited extends InputStream {

		private final InputStream request;

		private final long limit;

		private long count;

		Limited(InputStream request, long limit) {
			this.request = request;
			this.limit = limit;
		}

		@Override
		public int read() throws IOException {
			int value = this.request.read();
			if (value >= 0) {
				count(1);
			}
			return value;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = this.request.read(bytes, offset, length);
			if (read > 0) {
				count(read);
			}
			return read;
		}

		private void count(int bytes) {
			this.count += bytes;
			if (this.count > this.limit) {
				throw new ExceededException(status(this.count, this.limit));
			}
		}

		@Override
		public void close() throws IOException {
			this.request.close();
		}

	}

}
