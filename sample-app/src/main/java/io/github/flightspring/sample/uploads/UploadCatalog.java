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

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The table of uploads. Every method works in the transaction of the connection it gets.
 */
@Component
class UploadCatalog {

	private static final String SELECT = "SELECT name, form, arrow_schema, num_rows, num_bytes FROM stored.upload_catalog";

	UploadCatalog(DuckDb duckDb) throws SQLException {
		try (Connection connection = duckDb.connect(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE SCHEMA IF NOT EXISTS stored.uploads");
			statement.execute("""
					CREATE TABLE IF NOT EXISTS stored.upload_catalog (key VARCHAR PRIMARY KEY, name VARCHAR NOT NULL,
					form VARCHAR NOT NULL, arrow_schema BLOB NOT NULL, num_rows BIGINT NOT NULL,
					num_bytes BIGINT NOT NULL)""");
		}
	}

	@Nullable StoredUpload find(Connection connection, UploadName name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(SELECT + " WHERE key = ?")) {
			statement.setString(1, name.key());
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? read(rows) : null;
			}
		}
	}

	List<StoredUpload> all(Connection connection) throws SQLException {
		List<StoredUpload> uploads = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(SELECT + " ORDER BY key")) {
			while (rows.next()) {
				uploads.add(read(rows));
			}
		}
		return uploads;
	}

	void put(Connection connection, StoredUpload upload) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("INSERT OR REPLACE INTO stored.upload_catalog VALUES (?, ?, ?, ?, ?, ?)")) {
			statement.setString(1, upload.name().key());
			statement.setString(2, upload.name().value());
			statement.setString(3, upload.form().name());
			statement.setBytes(4, upload.schema().serializeAsMessage());
			statement.setLong(5, upload.rows());
			statement.setLong(6, upload.bytes());
			statement.executeUpdate();
		}
	}

	void remove(Connection connection, UploadName name) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("DELETE FROM stored.upload_catalog WHERE key = ?")) {
			statement.setString(1, name.key());
			statement.executeUpdate();
		}
	}

	private static StoredUpload read(ResultSet row) throws SQLException {
		return new StoredUpload(new UploadName(row.getString(1)), UploadForm.valueOf(row.getString(2)),
				Schema.deserializeMessage(ByteBuffer.wrap(row.getBytes(3))), row.getLong(4), row.getLong(5));
	}

}
