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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.ipc.MessageSchema;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/**
 * The way of the rows from a client to a table.
 */
final class Ingestion {

	private Ingestion() {
	}

	/**
	 * Write all rows to a new table, in the transaction of the connection.
	 * @param connection the connection
	 * @param name the name of the upload
	 * @param rows the rows
	 * @param call the call that brings them
	 * @param disk says whether there is room for them
	 * @param received gets the number of rows read so far, from time to time
	 * @return what has been written
	 * @throws SQLException if the database fails
	 * @throws IOException if the rows cannot be read
	 */
	static StoredUpload write(DuckDBConnection connection, UploadName name, ArrowReader rows, FlightCall call,
			StoreDisk disk, LongConsumer received) throws SQLException, IOException {
		VectorSchemaRoot root = rows.getVectorSchemaRoot();
		UploadForm form = UploadForm.of(root.getSchema());
		long count = 0;
		long bytes = 0;
		long nextAnswer = 0;
		try (UploadWriter writer = (form == UploadForm.COLUMNS)
				? new ColumnWriter(connection, name.table(), root, call.allocator())
				: new IpcWriter(connection, name.table(), rows, call.allocator())) {
			while (rows.loadNextBatch()) {
				long size = size(root.getFieldVectors());
				disk.check(size);
				writer.write();
				count += root.getRowCount();
				bytes += size;
				if (count >= nextAnswer) {
					received.accept(count);
					// so few answers that a client which reads none of them is not held
					// up
					nextAnswer = count + count / 10 + 1;
				}
			}
			writer.finish();
		}
		return new StoredUpload(name, form, MessageSchema.of(root.getSchema(), rows), count, bytes);
	}

	// Arrow's own count fails for dense unions that use a value twice
	private static long size(List<FieldVector> vectors) {
		long size = 0;
		for (FieldVector vector : vectors) {
			size += vector.getFieldBuffers().stream().mapToLong(ArrowBuf::readableBytes).sum();
			size += size(vector.getChildrenFromFields());
		}
		return size;
	}

}
