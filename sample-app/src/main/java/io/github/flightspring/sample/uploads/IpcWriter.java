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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Writes batches as one Arrow IPC stream, cut into pieces with a number. The starter's
 * encoder keeps the schema that was sent, and writes values that Arrow's own stream
 * writer cannot: dictionaries of unions, of runs and of list views.
 */
class IpcWriter implements UploadWriter {

	/** Small enough for a piece to be a value of SQL. */
	static final int PIECE_BYTES = 1 << 20;

	private final PreparedStatement insert;

	private final VectorSchemaRoot root;

	private final IpcEncoder encoder;

	private final byte[] piece = new byte[PIECE_BYTES];

	private int filled;

	private int pieces;

	IpcWriter(Connection connection, String table, ArrowReader rows, BufferAllocator allocator)
			throws SQLException, IOException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("CREATE OR REPLACE TABLE " + table + " (piece INTEGER, ipc BLOB)");
		}
		this.root = rows.getVectorSchemaRoot();
		this.insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)");
		this.encoder = IpcEncoder.stream(allocator, new FlightDataOptions(Long.MAX_VALUE, Compression.NONE),
				new Pieces());
		run(() -> this.encoder.start(this.root, rows));
	}

	@Override
	public void write() throws IOException {
		run(() -> this.encoder.write(this.root));
	}

	@Override
	public void finish() throws SQLException, IOException {
		run(this.encoder::finish);
		insertPiece();
	}

	@Override
	public void close() throws SQLException {
		this.encoder.close();
		this.insert.close();
	}

	private static void run(Runnable writing) throws IOException {
		try {
			writing.run();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private void insertPiece() throws SQLException {
		this.insert.setInt(1, this.pieces++);
		this.insert.setBytes(2, Arrays.copyOf(this.piece, this.filled));
		this.insert.executeUpdate();
		this.filled = 0;
	}

	private final class Pieces extends OutputStream {

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			for (int written = 0; written < length;) {
				int step = Math.min(length - written, PIECE_BYTES - IpcWriter.this.filled);
				System.arraycopy(bytes, offset + written, IpcWriter.this.piece, IpcWriter.this.filled, step);
				IpcWriter.this.filled += step;
				written += step;
				if (IpcWriter.this.filled == PIECE_BYTES) {
					insert();
				}
			}
		}

		private void insert() throws IOException {
			try {
				insertPiece();
			}
			catch (SQLException ex) {
				throw new IOException(ex);
			}
		}

	}

}
