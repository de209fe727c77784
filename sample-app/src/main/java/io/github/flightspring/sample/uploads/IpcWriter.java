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
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * Writes batches as one Arrow IPC stream, cut into pieces with a number.
 */
class IpcWriter implements UploadWriter {

	/** Small enough for a piece to be a value of SQL. */
	static final int PIECE_BYTES = 1 << 20;

	private final PreparedStatement insert;

	private final ArrowStreamWriter stream;

	private final byte[] piece = new byte[PIECE_BYTES];

	private int filled;

	private int pieces;

	IpcWriter(Connection connection, String table, ArrowReader rows) throws SQLException, IOException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("CREATE OR REPLACE TABLE " + table + " (piece INTEGER, ipc BLOB)");
		}
		this.insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)");
		this.stream = new ArrowStreamWriter(rows.getVectorSchemaRoot(), rows, new Pieces());
	}

	@Override
	public void write() throws IOException {
		this.stream.writeBatch();
	}

	@Override
	public void finish() throws SQLException, IOException {
		this.stream.end();
		insertPiece();
	}

	@Override
	public void close() throws SQLException {
		this.stream.close();
		this.insert.close();
	}

	private void insertPiece() throws SQLException {
		this.insert.setInt(1, this.pieces++);
		this.insert.setBytes(2, Arrays.copyOf(this.piece, this.filled));
		this.insert.executeUpdate();
		this.filled = 0;
	}

	private final class Pieces implements WritableByteChannel {

		@Override
		public int write(ByteBuffer source) throws IOException {
			int written = source.remaining();
			while (source.hasRemaining()) {
				int length = Math.min(source.remaining(), PIECE_BYTES - IpcWriter.this.filled);
				source.get(IpcWriter.this.piece, IpcWriter.this.filled, length);
				IpcWriter.this.filled += length;
				if (IpcWriter.this.filled == PIECE_BYTES) {
					flush();
				}
			}
			return written;
		}

		private void flush() throws IOException {
			try {
				insertPiece();
			}
			catch (SQLException ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
