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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.duckdb.DuckDBConnection;

import org.springframework.util.Assert;

/**
 * Writes batches as columns: DuckDB reads the buffers where they are. It gets the batches
 * when there are some megabytes of them, a statement at a time, and not the upload
 * itself: none of its threads ever waits for a client.
 */
class ColumnWriter implements UploadWriter {

	private static final long STATEMENT_BYTES = 4 << 20;

	private static final int STATEMENT_BATCHES = 1000;

	private static final String SOURCE = "incoming_batches";

	private final DuckDBConnection connection;

	private final String table;

	private final VectorSchemaRoot root;

	private final BufferAllocator allocator;

	private final Deque<ArrowRecordBatch> waiting = new ArrayDeque<>();

	private long waitingBytes;

	private long rows;

	ColumnWriter(DuckDBConnection connection, String table, VectorSchemaRoot root, BufferAllocator allocator)
			throws SQLException {
		this.connection = connection;
		this.table = table;
		this.root = root;
		this.allocator = allocator;
		execute("CREATE OR REPLACE TABLE " + table + " AS FROM " + SOURCE + " LIMIT 0");
	}

	@Override
	public void write() throws SQLException {
		// in one transaction, DuckDB 1.5 loses a large insert that comes after an empty
		// one
		if (this.root.getRowCount() == 0) {
			return;
		}
		ArrowRecordBatch batch = new VectorUnloader(this.root).getRecordBatch();
		this.waiting.add(batch);
		this.waitingBytes += batch.computeBodyLength();
		this.rows += batch.getLength();
		if (this.waitingBytes >= STATEMENT_BYTES || this.waiting.size() == STATEMENT_BATCHES) {
			insert();
		}
	}

	@Override
	public void finish() throws SQLException {
		if (!this.waiting.isEmpty()) {
			insert();
		}
		try (Statement statement = this.connection.createStatement();
				ResultSet count = statement.executeQuery("SELECT count(*) FROM " + this.table)) {
			count.next();
			Assert.state(count.getLong(1) == this.rows,
					() -> this.table + " does not have the " + this.rows + " rows that were inserted");
		}
	}

	@Override
	public void close() {
		this.waiting.forEach(ArrowRecordBatch::close);
		this.waiting.clear();
	}

	private void insert() throws SQLException {
		execute("INSERT INTO " + this.table + " FROM " + SOURCE);
		this.waitingBytes = 0;
	}

	private void execute(String sql) throws SQLException {
		try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(this.allocator)) {
			BatchReader source = new BatchReader(this.root.getSchema(), this.waiting, this.allocator);
			Data.exportArrayStream(this.allocator, source, stream);
			try (Statement statement = this.connection.createStatement()) {
				this.connection.registerArrowStream(SOURCE, stream);
				statement.execute(sql);
			}
			finally {
				// DuckDB has done so if it has read from it: not for LIMIT 0
				stream.release();
			}
		}
	}

}
