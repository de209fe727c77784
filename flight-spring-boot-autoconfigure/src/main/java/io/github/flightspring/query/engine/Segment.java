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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcRange;
import io.github.flightspring.ipc.IpcSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A finished part of a query's result: an Arrow IPC stream in a file.
 *
 * @param file the file
 * @param rows the number of rows
 * @param bytes the size of the file
 * @param repeats the ranges that repeat parts of earlier segments, so that this segment
 * can be read without them
 */
public record Segment(Path file, long rows, long bytes, List<IpcRange> repeats) {

	/**
	 * Open the segment. An open segment can be read to its end even when the query
	 * expires in the meantime.
	 * @param allocator the allocator of the batches
	 * @return the reader, to be closed by the caller
	 * @throws IOException if the segment was removed or cannot be read
	 */
	public ArrowReader open(BufferAllocator allocator) throws IOException {
		return new FlightDataReader(allocator, IpcSource.trusted(Files.newInputStream(this.file), allocator));
	}

}
