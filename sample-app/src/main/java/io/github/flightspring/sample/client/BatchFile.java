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

package io.github.flightspring.sample.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A file that gets the batches of the streams of a flight, one stream after the other, as
 * one Arrow IPC stream. It has its name only when it is whole.
 */
class BatchFile implements AutoCloseable, DictionaryProvider {

	private final Path file;

	private final Path part;

	private final OutputStream target;

	private final VectorSchemaRoot root;

	private final ArrowStreamWriter writer;

	private FlightStream current;

	/**
	 * Open the file.
	 * @param file the file, which is replaced
	 * @param first the first stream, whose schema all the others have
	 * @param allocator the allocator for the batch that is written
	 * @throws IOException if the file cannot be opened
	 */
	BatchFile(Path file, FlightStream first, BufferAllocator allocator) throws IOException {
		this.file = file;
		this.part = Path.of(file + ".part");
		this.current = first;
		this.target = Files.newOutputStream(this.part);
		this.root = VectorSchemaRoot.create(first.getSchema(), allocator);
		this.writer = new ArrowStreamWriter(this.root, this, this.target);
	}

	void write(FlightStream stream) throws IOException {
		this.current = stream;
		try (ArrowRecordBatch batch = new VectorUnloader(stream.getRoot()).getRecordBatch()) {
			new VectorLoader(this.root).load(batch);
		}
		this.writer.writeBatch();
	}

	/**
	 * Give the file its name: all has been written.
	 * @throws IOException if the file cannot be written
	 */
	void end() throws IOException {
		this.writer.end();
		this.target.close();
		Files.move(this.part, this.file, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public @Nullable Dictionary lookup(long id) {
		return this.current.getDictionaryProvider().lookup(id);
	}

	@Override
	public Set<Long> getDictionaryIds() {
		return this.current.getDictionaryProvider().getDictionaryIds();
	}

	@Override
	public void close() throws IOException {
		this.writer.close();
		this.root.close();
		this.target.close();
		Files.deleteIfExists(this.part);
	}

}
