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

import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

import org.springframework.util.Assert;

/**
 * Writes batches as columns: DuckDB reads the vectors where they are. Each batch is a
 * statement of its own, so that no thread of the database ever waits for the client.
 */
class ColumnWriter implements UploadWriter {

	private static final String BATCH = "incoming_batch";

	private final DuckDBConnection connection;

	private final String table;

	private final VectorSchemaRoot root;

	private final BufferAllocator allocator;

	private long rows;

	ColumnWriter(DuckDBConnection connection, String table, VectorSchemaRoot root, BufferAllocator allocator)
			throws SQLException {
		this.connection = connection;
		this.table = table;
		this.root = root;
		this.allocator = allocator;
		execute("CREATE OR REPLACE TABLE " + table + " AS FROM " + BATCH + " LIMIT 0");
	}

	@Override
	public void write() throws SQLException {
		// in one transaction, DuckDB 1.5 loses a large insert that comes after an empty one
		if (this.root.getRowCount() > 0) {
			execute("INSERT INTO " + this.table + " FROM " + BATCH);
			this.rows += this.root.getRowCount();
		}
	}

	@Override
	public void finish() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet count = statement.executeQuery("SELECT count(*) FROM " + this.table)) {
			count.next();
			Assert.state(count.getLong(1) == this.rows, () -> this.table + " does not have its " + this.rows + " rows");
		}
	}

	@Override
	public void close() {
	}

	private void execute(String sql) throws SQLException {
		try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(this.allocator);
				Statement statement = this.connection.createStatement()) {
			Data.exportArrayStream(this.allocator, new RootReader(this.root, this.allocator), stream);
			this.connection.registerArrowStream(BATCH, stream);
			statement.execute(sql);
		}
	}

	/**
	 * Reads a root as it is, once, and leaves it to its owner.
	 */
	private static final class RootReader extends ArrowReader {

		private final VectorSchemaRoot root;

		private boolean read;

		RootReader(VectorSchemaRoot root, BufferAllocator allocator) {
			super(allocator);
			this.root = root;
		}

		@Override
		public VectorSchemaRoot getVectorSchemaRoot() {
			return this.root;
		}

		@Override
		public boolean loadNextBatch() {
			boolean first = !this.read;
			this.read = true;
			return first;
		}

		@Override
		public long bytesRead() {
			return 0;
		}

		@Override
		protected Schema readSchema() {
			return this.root.getSchema();
		}

		@Override
		protected void closeReadSource() {
		}

	}

}
