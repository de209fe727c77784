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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.copy.CopyFormat;
import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.source.StatementCancel;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * The insertion of rows by PostgreSQL's COPY in its binary format. The class needs
 * PostgreSQL's driver.
 */
final class CopyInsert implements RowInsert {

	private final String sql;

	private final List<CopyColumn> columns;

	private final CopyWriters factory;

	private final CopyBuffer out;

	// a copy has no statement of its own that could be cancelled
	private final Statement owner;

	private final StatementCancel cancel = new StatementCancel();

	private @Nullable CopyIn copy;

	private CopyInsert(String sql, List<CopyColumn> columns, CopyWriters factory, Statement owner) {
		this.sql = sql;
		this.columns = columns;
		this.factory = factory;
		this.owner = owner;
		this.out = new CopyBuffer((bytes, length) -> copy().writeToCopy(bytes, 0, length));
	}

	/**
	 * Begin to copy.
	 * @param root the first batch, which is not copied yet
	 * @return the insertion, or {@code null} if the table, or a type of the batch, needs
	 * inserts
	 */
	static @Nullable CopyInsert open(Connection connection, TargetTable table, List<TargetColumn> targets,
			VectorSchemaRoot root, DictionaryProvider dictionaries) throws SQLException {
		if (!connection.isWrapperFor(PGConnection.class)) {
			return null;
		}
		List<CopyColumn> columns = columns(connection, table, targets);
		CopyWriters factory = new CopyWriters(dictionaries);
		if (columns.isEmpty() || writers(root, columns, factory) == null) {
			return null;
		}
		String sql = table.copy(targets);
		CopyInsert insert = new CopyInsert(sql, columns, factory, connection.createStatement());
		try {
			insert.begin(connection.unwrap(PGConnection.class).getCopyAPI());
			return insert;
		}
		catch (SQLException | RuntimeException ex) {
			insert.closeAfter(ex);
			throw ex;
		}
	}

	private static List<CopyColumn> columns(Connection connection, TargetTable table, List<TargetColumn> targets)
			throws SQLException {
		try (Statement owner = connection.createStatement(); StatementCancel cancel = new StatementCancel()) {
			cancel.begin(owner, Driver.POSTGRESQL);
			return cancel.execute(() -> CopyTable.columns(connection, table, targets));
		}
	}

	private void begin(CopyManager copies) throws SQLException {
		this.cancel.begin(this.owner, Driver.POSTGRESQL);
		this.copy = this.cancel.execute(() -> copies.copyIn(this.sql));
		this.out.put(CopyFormat.signature());
		// the flags and the length of the extension
		this.out.putLong(0);
	}

	private CopyIn copy() {
		return Objects.requireNonNull(this.copy);
	}

	private static CopyWriter @Nullable [] writers(VectorSchemaRoot root, List<CopyColumn> columns,
			CopyWriters factory) {
		CopyWriter[] writers = new CopyWriter[columns.size()];
		for (int i = 0; i < writers.length; i++) {
			FieldVector vector = root.getVector(i);
			try {
				CopyWriter writer = factory.of(vector, columns.get(i));
				if (writer == null) {
					return null;
				}
				writers[i] = writer;
			}
			catch (UnstorableValueException ex) {
				throw new RecordMappingException(vector.getName(), -1, String.valueOf(ex.getMessage()), null);
			}
		}
		return writers;
	}

	@Override
	public String sql() {
		return this.sql;
	}

	@Override
	public void add(VectorSchemaRoot root) throws SQLException {
		CopyWriter[] writers = writers(root, this.columns, this.factory);
		if (writers == null) {
			throw new IllegalStateException("The types of the batches differ");
		}
		for (int row = 0; row < root.getRowCount(); row++) {
			this.out.putShort(writers.length);
			for (int i = 0; i < writers.length; i++) {
				try {
					writers[i].write(this.out, row);
				}
				catch (UnstorableValueException ex) {
					throw new RecordMappingException(root.getVector(i).getName(), row, String.valueOf(ex.getMessage()),
							null);
				}
			}
			this.out.endRow();
		}
	}

	@Override
	public void finish() throws SQLException {
		this.out.putShort(CopyFormat.END);
		this.out.flush();
		this.cancel.execute(copy()::endCopy);
	}

	@Override
	public void close() throws SQLException {
		try (Statement closing = this.owner; StatementCancel ended = this.cancel) {
			if (this.copy != null && this.copy.isActive()) {
				this.copy.cancelCopy();
			}
		}
	}

}
