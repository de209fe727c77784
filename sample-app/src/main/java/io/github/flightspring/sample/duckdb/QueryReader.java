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

package io.github.flightspring.sample.duckdb;

import java.io.IOException;
import java.sql.SQLException;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query together with the connection they come through, closed as one. The
 * batches are DuckDB's own memory, not copies.
 */
class QueryReader extends ArrowReader {

	private final DuckDBConnection connection;

	private final ArrowReader rows;

	private final @Nullable Schema schema;

	QueryReader(DuckDBConnection connection, ArrowReader rows, BufferAllocator allocator, @Nullable Schema schema) {
		super(allocator);
		this.connection = connection;
		this.rows = rows;
		this.schema = schema;
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		getVectorSchemaRoot().clear();
		if (!this.rows.loadNextBatch()) {
			return false;
		}
		loadRecordBatch(new VectorUnloader(this.rows.getVectorSchemaRoot()).getRecordBatch());
		this.rows.getVectorSchemaRoot().clear();
		return true;
	}

	@Override
	public long bytesRead() {
		return this.rows.bytesRead();
	}

	@Override
	protected Schema readSchema() throws IOException {
		return (this.schema != null) ? this.schema : this.rows.getVectorSchemaRoot().getSchema();
	}

	@Override
	protected void closeReadSource() throws IOException {
		// closing the connection closes its statements and their results
		try (DuckDBConnection toClose = this.connection) {
			this.rows.close();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

}
