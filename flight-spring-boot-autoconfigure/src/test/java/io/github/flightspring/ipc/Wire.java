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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * A wire between an encoder and a reader that is nothing but bytes.
 */
final class Wire implements Consumer<FlightDataMessage> {

	static final FlightDataOptions PLAIN = new FlightDataOptions(1 << 30, FlightDataOptions.Compression.NONE);

	static final FlightDataOptions ZSTD = new FlightDataOptions(1 << 30, FlightDataOptions.Compression.ZSTD);

	final List<byte[]> messages = new ArrayList<>();

	@Override
	public void accept(FlightDataMessage message) {
		try (InputStream stream = message.stream()) {
			this.messages.add(stream.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		message.release();
	}

	static FlightDataMessage message(byte[] bytes) {
		return FlightDataMessage.incoming(new ByteArrayInputStream(bytes), true);
	}

	static List<byte[]> write(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries,
			FlightDataOptions options, BufferAllocator allocator) {
		Wire wire = new Wire();
		try (FlightDataEncoder encoder = new FlightDataEncoder(allocator, options, wire)) {
			encoder.start(null, root, dictionaries);
			encoder.write(root, null);
		}
		return wire.messages;
	}

	static FlightDataReader reader(Collection<byte[]> messages, BufferAllocator allocator) {
		return new FlightDataReader(allocator, new BytesSource(messages, allocator));
	}

	/**
	 * Decodes messages one at a time, when they are asked for.
	 */
	static final class BytesSource implements FlightDataSource, AutoCloseable {

		private final Deque<byte[]> messages;

		private final BufferAllocator allocator;

		boolean closed;

		BytesSource(Collection<byte[]> messages, BufferAllocator allocator) {
			this.messages = new ArrayDeque<>(messages);
			this.allocator = allocator;
		}

		@Override
		public @Nullable FlightDataFrame next() {
			byte[] bytes = this.messages.poll();
			return (bytes != null) ? message(bytes).decode(this.allocator, FlightDataLimits.defaults()) : null;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
