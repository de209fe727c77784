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

package io.github.flightspring.jdbc.load;

import java.sql.SQLException;

import io.github.flightspring.jdbc.source.CallStatements;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * An insertion that a cancellation of the call does not interrupt. It cancels the
 * statement instead.
 */
final class UninterruptedInsert implements RowInsert {

	private final RowInsert insert;

	UninterruptedInsert(RowInsert insert) {
		this.insert = insert;
	}

	@Override
	public String sql() {
		return this.insert.sql();
	}

	@Override
	public void add(VectorSchemaRoot root) throws SQLException {
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			this.insert.add(root);
		}
	}

	@Override
	public void finish() throws SQLException {
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			this.insert.finish();
		}
	}

	@Override
	public long refusedRow() {
		return this.insert.refusedRow();
	}

	@Override
	public void close() throws SQLException {
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			this.insert.close();
		}
	}

}
