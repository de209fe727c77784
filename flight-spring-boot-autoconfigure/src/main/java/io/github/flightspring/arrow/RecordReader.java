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

package io.github.flightspring.arrow;

import java.util.Objects;

import io.github.flightspring.arrow.read.ArrowSize;
import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadContext;
import io.github.flightspring.arrow.read.RowBudget;
import io.github.flightspring.arrow.row.RowHandle;
import io.github.flightspring.arrow.row.RowPlan;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of batches. The batches may come from untrusted sources: values are checked
 * against the bounds of their memory.
 *
 * @param <T> the type of rows
 */
public final class RecordReader<T> {

	private final VectorSchemaRoot root;

	private final ColumnReader[] columns;

	private final RowHandle handle;

	private final RowBudget budget;

	RecordReader(RowPlan plan, VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		this.root = root;
		this.handle = plan.handle();
		this.budget = new RowBudget(() -> ArrowSize.of(root) + ArrowSize.of(dictionaries));
		this.columns = open(plan, root, ReadContext.of(dictionaries, this.budget));
	}

	static void check(RowPlan plan, VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		open(plan, root, ReadContext.of(dictionaries, new RowBudget(() -> 0)));
	}

	private static ColumnReader[] open(RowPlan plan, VectorSchemaRoot root, ReadContext context) {
		try {
			return plan.readers(root.getFieldVectors(), "", context);
		}
		catch (ValueException ex) {
			throw failure(ex, -1);
		}
	}

	private static RecordMappingException failure(ValueException failure, int row) {
		return new RecordMappingException(failure.path(), row, failure.problem(), failure.getCause());
	}

	/**
	 * Read a row.
	 * @param row the index of the row in the current batch of the root, from 0
	 * @return the row
	 * @throws IndexOutOfBoundsException if the batch has no such row
	 * @throws RecordMappingException if a value does not fit its property, or the
	 * constructor or a setter rejects it
	 */
	@SuppressWarnings("unchecked")
	public T read(int row) {
		Objects.checkIndex(row, this.root.getRowCount());
		this.budget.begin();
		try {
			return (T) this.handle.read(this.columns, row);
		}
		catch (ValueException ex) {
			throw failure(ex, row);
		}
		catch (IndexOutOfBoundsException ex) {
			throw new RecordMappingException("", row, "offsets or sizes point outside the data", ex);
		}
	}

}
