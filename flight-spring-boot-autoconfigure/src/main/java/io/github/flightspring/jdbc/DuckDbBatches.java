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

package io.github.flightspring.jdbc;

import java.io.IOException;
import java.nio.Buffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.github.flightspring.arrow.batch.BatchLimits;
import io.github.flightspring.jdbc.read.ResultColumn;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The batches that DuckDB exports, without a Java object for each value. The class needs
 * DuckDB's driver. The export needs arrow-c-data and its JVM flag.
 */
final class DuckDbBatches extends ResultBatches {

	private static final ClassLoader LOADER = DuckDbBatches.class.getClassLoader();

	// a vector of DuckDB
	private static final int CHUNK_ROWS = 2048;

	// those that are exported as the type of the column
	private static final Set<String> TYPES = Set.of("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT",
			"DOUBLE", "DECIMAL", "VARCHAR", "BLOB", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_NS",
			"TIMESTAMP WITH TIME ZONE");

	private final VectorSchemaRoot root;

	private final ArrowReader exported;

	private DuckDbBatches(List<ResultColumn> columns, VectorSchemaRoot root, ArrowReader exported, long maxRows) {
		super(columns, maxRows);
		this.root = root;
		this.exported = exported;
	}

	/**
	 * Begin to export.
	 * @param rows the result, of which no row was read
	 * @return the batches, or {@code null} if the result cannot be exported with the
	 * types of the columns
	 */
	static @Nullable DuckDbBatches open(ResultSet rows, List<ResultColumn> columns, VectorSchemaRoot root, long maxRows,
			BufferAllocator allocator, long batchBytes) throws SQLException {
		boolean exports = canImport() && rows.isWrapperFor(DuckDBResultSet.class)
				&& columns.stream().allMatch((column) -> TYPES.contains(plain(column.typeName())));
		if (!exports) {
			return null;
		}
		ArrowReader exported = (ArrowReader) rows.unwrap(DuckDBResultSet.class)
			.arrowExportStream(allocator, batchRows(columns, root, batchBytes));
		return new DuckDbBatches(columns, root, exported, maxRows);
	}

	private static boolean canImport() {
		return ClassUtils.isPresent("org.apache.arrow.c.ArrowArrayStream", LOADER)
				&& Buffer.class.getModule().isOpen("java.nio", LOADER.getUnnamedModule());
	}

	private static String plain(String typeName) {
		return typeName.startsWith("DECIMAL(") ? "DECIMAL" : typeName;
	}

	/**
	 * Return the number of rows of a batch. That of texts is small because their size is
	 * not known before.
	 */
	private static long batchRows(List<ResultColumn> columns, VectorSchemaRoot root, long batchBytes) {
		if (root.getFieldVectors().stream().anyMatch(VariableWidthFieldVector.class::isInstance)) {
			return CHUNK_ROWS;
		}
		long bits = columns.stream().mapToLong(ResultColumn::bits).sum();
		return Math.max(CHUNK_ROWS, Math.min(BatchLimits.MAX_ROWS, batchBytes * 8 / bits));
	}

	@Override
	int load() throws SQLException {
		try {
			if (remaining() == 0 || !this.exported.loadNextBatch()) {
				end();
				return 0;
			}
			return take(this.exported.getVectorSchemaRoot());
		}
		catch (IOException ex) {
			throw new SQLException(ex.getMessage(), ex);
		}
	}

	private int take(VectorSchemaRoot batch) {
		int count = (int) Math.min(batch.getRowCount(), remaining());
		long size = 0;
		for (int i = 0; i < this.root.getFieldVectors().size(); i++) {
			FieldVector target = this.root.getVector(i);
			ExportedColumn.transfer(batch.getVector(i), target);
			size += target.getBufferSize();
			int infinite = ExportedColumn.findInfinite(target, count);
			if (infinite >= 0) {
				throw refused(i, infinite,
						"the value " + target.getObject(infinite) + " is infinite or out of the range of its column",
						null);
			}
		}
		add(count, size);
		return count;
	}

	@Override
	public void close() throws IOException {
		this.exported.close();
	}

}
