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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.sample.SampleProperties;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The database of the application: the view {@code departures} on the Parquet file of the
 * class path, and the database {@code stored} in a file, for what clients upload.
 */
@Component
public class DuckDb implements AutoCloseable {

	/** Three megabytes of departures: below the 4 MiB that every client takes. */
	private static final long BATCH_ROWS = 65_536;

	private final DuckDBConnection root;

	private final Path departures;

	public DuckDb(SampleProperties properties) throws SQLException, IOException {
		Path file = properties.database().toAbsolutePath();
		Files.createDirectories(file.getParent());
		this.departures = copyToDisk("data/flights-3m.parquet");
		this.root = open(file);
		try (Statement statement = this.root.createStatement()) {
			statement.execute("CREATE VIEW departures AS FROM read_parquet(" + literal(this.departures) + ")");
		}
	}

	/**
	 * A connection of its own for one call, to be closed by the caller.
	 * @return the connection
	 * @throws SQLException if the database is closed
	 */
	public DuckDBConnection connect() throws SQLException {
		return this.root.duplicate();
	}

	/**
	 * Run a query. Text comes as {@code large_utf8}, the type that it has in the Parquet
	 * file. The query ends with the call if the client goes away.
	 * @param call the call that wants the rows, which lends its allocator
	 * @param sql the query
	 * @param parameters the values for its question marks
	 * @return the rows, in batches made as they are read; closing it closes all
	 * @throws SQLException if the query fails
	 */
	public ArrowReader query(FlightCall call, String sql, Object... parameters) throws SQLException {
		return query(call, connect(), null, sql, parameters);
	}

	/**
	 * Run a query whose rows have a known schema.
	 * @param call the call that wants the rows, which lends its allocator
	 * @param connection the connection to use, closed with the reader
	 * @param schema the schema, or {@code null} for DuckDB's: its types have to be what
	 * DuckDB makes of the query; what DuckDB does not know (metadata, nullability) is
	 * taken from here
	 * @param sql the query
	 * @param parameters the values for its question marks
	 * @return the rows, in batches made as they are read; closing it closes all
	 * @throws SQLException if the query fails
	 */
	public ArrowReader query(FlightCall call, DuckDBConnection connection, @Nullable Schema schema, String sql,
			Object... parameters) throws SQLException {
		try {
			PreparedStatement statement = connection.prepareStatement(sql);
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			call.onCancel(() -> cancel(statement));
			DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery();
			ArrowReader rows = (ArrowReader) result.arrowExportStream(call.allocator(), BATCH_ROWS);
			return new QueryReader(connection, rows, call.allocator(), schema);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	@Override
	public void close() throws SQLException, IOException {
		this.root.close();
		Files.deleteIfExists(this.departures);
	}

	private static void cancel(PreparedStatement statement) {
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			// closed in the meantime: there is nothing left to cancel
		}
	}

	private static DuckDBConnection open(Path file) throws SQLException {
		Properties options = new Properties();
		// rows are made as they are read, instead of all before the first is sent
		options.setProperty("jdbc_stream_results", "true");
		options.setProperty("arrow_large_buffer_size", "true");
		options.setProperty("temp_directory", file + ".tmp");
		DuckDBConnection root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", options);
		try (Statement statement = root.createStatement()) {
			// no checkpoint in a commit: one that finds the disk full ends the database
			statement.execute("SET checkpoint_threshold = '1TB'");
			statement.execute("ATTACH " + literal(file) + " AS stored");
			return root;
		}
		catch (SQLException ex) {
			root.close();
			throw new SQLException("Cannot open '" + file + "', set 'sample.database' to a file that can be written"
					+ " and that no other process has open: " + ex.getMessage(), ex);
		}
	}

	private static Path copyToDisk(String resource) throws IOException {
		Path file = Files.createTempFile("flight-sample-", ".parquet");
		file.toFile().deleteOnExit();
		try (InputStream content = new ClassPathResource(resource).getInputStream()) {
			Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
		}
		return file;
	}

	private static String literal(Path file) {
		return "'" + file.toString().replace("'", "''") + "'";
	}

}
