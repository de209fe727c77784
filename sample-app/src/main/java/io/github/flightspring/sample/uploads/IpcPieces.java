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
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The Arrow IPC stream that an {@link IpcWriter} has cut into pieces, one piece in memory
 * at a time. Closing it closes its connection.
 */
class IpcPieces extends InputStream {

	private final Connection connection;

	private final PreparedStatement select;

	private byte[] piece = {};

	private int position;

	private int pieces;

	IpcPieces(Connection connection, String table) throws SQLException {
		this.connection = connection;
		this.select = connection.prepareStatement("SELECT ipc FROM " + table + " WHERE piece = ?");
	}

	@Override
	public int read() throws IOException {
		return hasMore() ? this.piece[this.position++] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!hasMore()) {
			return -1;
		}
		int count = Math.min(length, this.piece.length - this.position);
		System.arraycopy(this.piece, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public void close() throws IOException {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

	private boolean hasMore() throws IOException {
		if (this.position < this.piece.length) {
			return true;
		}
		try {
			this.select.setInt(1, this.pieces++);
			try (ResultSet row = this.select.executeQuery()) {
				this.piece = row.next() ? row.getBytes(1) : new byte[0];
				this.position = 0;
			}
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
		return this.piece.length > 0;
	}

}
