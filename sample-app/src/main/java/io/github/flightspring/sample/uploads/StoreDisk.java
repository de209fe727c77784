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

import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;

import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The disk that uploads are stored on. A change is written to DuckDB's log by the commit,
 * and to its file by the checkpoint that follows, which gives back what is no longer
 * used. A checkpoint that finds the disk full makes the database unusable until the
 * application is started again, so an upload is refused that leaves no room for one.
 */
@Component
class StoreDisk {

	private static final Logger logger = LoggerFactory.getLogger(StoreDisk.class);

	/** Bytes that a checkpoint writes besides the rows. */
	private static final long MARGIN = 4L << 20;

	private final DuckDb duckDb;

	private final File log;

	private final LongSupplier usable;

	@Autowired
	StoreDisk(DuckDb duckDb, SampleProperties properties) {
		this(duckDb, properties, properties.database().toAbsolutePath().toFile()::getUsableSpace);
	}

	StoreDisk(DuckDb duckDb, SampleProperties properties, LongSupplier usable) {
		this.duckDb = duckDb;
		this.log = new File(properties.database() + ".wal");
		this.usable = usable;
	}

	/**
	 * Refuse rows that would leave no room for the log: what DuckDB has taken of the disk
	 * for an upload that fails comes back with the checkpoint after a change, which is
	 * written to the log.
	 * @param bytes the bytes of the rows
	 */
	void check(long bytes) {
		if (this.usable.getAsLong() < bytes + MARGIN) {
			throw full("The disk of the uploads is full", null);
		}
	}

	/**
	 * Commit a change, if there is room for it.
	 * @param connection the connection with the change
	 * @param bytes the bytes that the change adds
	 * @throws SQLException if the database fails
	 */
	synchronized void commit(Connection connection, long bytes) throws SQLException {
		if (bytes > 0 && !hasRoom(bytes)) {
			throw full("The disk of the uploads has no room for %d bytes".formatted(bytes), null);
		}
		connection.commit();
	}

	/**
	 * Give back the space that is no longer used, unless another change is being made:
	 * then that one does it when it ends.
	 */
	synchronized void reclaim() {
		try (Connection connection = this.duckDb.connect(); Statement statement = connection.createStatement()) {
			if (this.usable.getAsLong() + reusable(statement) >= this.log.length() + MARGIN / 2) {
				// without a change, the file keeps what was rolled back
				statement.execute("CREATE OR REPLACE VIEW stored.reclaimed AS SELECT 1 AS change");
				statement.execute("CHECKPOINT stored");
			}
		}
		catch (SQLException ex) {
			logger.debug("No checkpoint now", ex);
		}
	}

	/**
	 * Whether a failure of the database says that the disk is full.
	 * @param ex the failure
	 * @return whether it does
	 */
	static boolean isFull(Exception ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (message.contains("No space left on device") || message.contains("max_temp_directory_size")) {
				return true;
			}
		}
		return false;
	}

	private boolean hasRoom(long bytes) throws SQLException {
		try (Connection connection = this.duckDb.connect(); Statement statement = connection.createStatement()) {
			long usable = this.usable.getAsLong();
			return usable >= bytes + MARGIN && usable + reusable(statement) >= 2 * bytes + this.log.length() + MARGIN;
		}
	}

	private static long reusable(Statement statement) throws SQLException {
		try (ResultSet size = statement.executeQuery(
				"SELECT free_blocks * block_size FROM pragma_database_size() WHERE database_name = 'stored'")) {
			return size.next() ? size.getLong(1) : 0;
		}
	}

	static FlightRuntimeException full(String description, @Nullable Exception cause) {
		return CallStatus.RESOURCE_EXHAUSTED
			.withDescription(description + ": drop uploads that are no longer needed with the action 'drop-upload'")
			.withCause(cause)
			.toRuntimeException();
	}

}
