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
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcSource;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Uploads in the DuckDB file, each in a table of its own. What changes an upload is one
 * transaction, and readers keep what they have begun to read.
 */
@Component
class UploadStore {

	private final DuckDb duckDb;

	private final UploadCatalog catalog;

	private final StoreDisk disk;

	private final Set<String> inUse = ConcurrentHashMap.newKeySet();

	UploadStore(DuckDb duckDb, UploadCatalog catalog, StoreDisk disk) {
		this.duckDb = duckDb;
		this.catalog = catalog;
		this.disk = disk;
	}

	/**
	 * Store an upload in place of the one that has the name, or leave all as it is.
	 * @param name the name
	 * @param rows the rows
	 * @param call the call that brings them
	 * @param received gets the number of rows read so far, from time to time
	 * @return the number of rows stored
	 * @throws SQLException if the database fails
	 * @throws IOException if the rows cannot be read
	 */
	long store(UploadName name, ArrowReader rows, FlightCall call, LongConsumer received)
			throws SQLException, IOException {
		return change(name, (connection) -> {
			StoredUpload upload = Ingestion.write(connection, name, rows, call, this.disk, received);
			this.catalog.put(connection, upload);
			this.disk.commit(connection, upload.bytes());
			return upload;
		}).rows();
	}

	/**
	 * Open an upload for reading.
	 * @param name the name
	 * @param call the call that wants it
	 * @return the rows as they were uploaded; the caller closes it
	 * @throws SQLException if the database fails
	 */
	ArrowReader open(UploadName name, FlightCall call) throws SQLException {
		DuckDBConnection connection = this.duckDb.connect();
		try {
			// the catalog and the table as they were at one time
			connection.setAutoCommit(false);
			StoredUpload upload = orNotFound(this.catalog.find(connection, name), name);
			if (upload.form() == UploadForm.IPC) {
				return new FlightDataReader(call.allocator(),
						IpcSource.trusted(new IpcPieces(connection, name.table()), call.allocator()));
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET SESSION arrow_large_buffer_size = " + UploadForm.hasLargeText(upload.schema()));
			}
			return this.duckDb.query(call, connection, upload.schema(), "FROM " + name.table());
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Find an upload.
	 * @param name the name
	 * @return the upload
	 * @throws SQLException if the database fails
	 */
	StoredUpload get(UploadName name) throws SQLException {
		try (DuckDBConnection connection = this.duckDb.connect()) {
			return orNotFound(this.catalog.find(connection, name), name);
		}
	}

	/**
	 * Find all uploads.
	 * @return the uploads by name
	 * @throws SQLException if the database fails
	 */
	List<StoredUpload> all() throws SQLException {
		try (DuckDBConnection connection = this.duckDb.connect()) {
			return this.catalog.all(connection);
		}
	}

	/**
	 * Remove an upload.
	 * @param name the name
	 * @return what was removed
	 * @throws SQLException if the database fails
	 */
	StoredUpload drop(UploadName name) throws SQLException {
		try {
			return change(name, (connection) -> {
				StoredUpload upload = orNotFound(this.catalog.find(connection, name), name);
				this.catalog.remove(connection, name);
				try (Statement statement = connection.createStatement()) {
					statement.execute("DROP TABLE " + name.table());
				}
				this.disk.commit(connection, 0);
				return upload;
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private StoredUpload change(UploadName name, Change change) throws SQLException, IOException {
		if (!this.inUse.add(name.key())) {
			throw CallStatus.UNAVAILABLE
				.withDescription(
						"Another call is writing the upload '" + name.value() + "', try again when it has ended")
				.toRuntimeException();
		}
		// closing the connection before the commit rolls back
		try (DuckDBConnection connection = this.duckDb.connect()) {
			connection.setAutoCommit(false);
			return change.apply(connection);
		}
		catch (SQLException | IOException ex) {
			if (StoreDisk.isFull(ex)) {
				throw StoreDisk.full("The disk of the uploads is full", ex);
			}
			throw ex;
		}
		finally {
			this.disk.reclaim();
			this.inUse.remove(name.key());
		}
	}

	private static StoredUpload orNotFound(@Nullable StoredUpload upload, UploadName name) {
		if (upload == null) {
			throw CallStatus.NOT_FOUND
				.withDescription("No upload '" + name.value() + "', the action 'uploads' lists those that there are")
				.toRuntimeException();
		}
		return upload;
	}

	private interface Change {

		StoredUpload apply(DuckDBConnection connection) throws SQLException, IOException;

	}

}
