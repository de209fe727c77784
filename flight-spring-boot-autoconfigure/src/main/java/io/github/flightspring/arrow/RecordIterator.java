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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.flightspring.arrow.read.RowCount;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over the rows of an {@link ArrowReader}. A batch is loaded when its first
 * row is requested. The iterator does not close the reader.
 *
 * @param <T> the type of rows
 */
public final class RecordIterator<T> implements Iterator<T> {

	private final ArrowReader reader;

	private final RecordMapper<T> mapper;

	private final RowCount count = new RowCount();

	private @Nullable RecordReader<T> rows;

	private @Nullable VectorSchemaRoot root;

	private int next;

	private long before;

	private boolean ended;

	/**
	 * Create an iterator. No data is read yet.
	 * @param reader the reader
	 * @param mapper the mapper of the rows
	 */
	public RecordIterator(ArrowReader reader, RecordMapper<T> mapper) {
		this.reader = reader;
		this.mapper = mapper;
	}

	/**
	 * Return a stream of the rows, in order and on one thread.
	 * @return the stream
	 */
	public Stream<T> stream() {
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
	}

	/**
	 * Return whether there is another row.
	 * @throws RecordMappingException if the columns do not fit the type of rows, or very
	 * few bytes stand for very many rows
	 * @throws UncheckedIOException if the reader fails
	 */
	@Override
	public boolean hasNext() {
		while (!this.ended && (this.root == null || this.next >= this.root.getRowCount())) {
			load();
		}
		return !this.ended;
	}

	private void load() {
		try {
			if (this.rows == null || this.root == null) {
				this.root = this.reader.getVectorSchemaRoot();
				this.rows = this.mapper.reader(this.root, this.reader);
			}
			else {
				this.before += this.root.getRowCount();
			}
			this.ended = !this.reader.loadNextBatch();
			this.next = 0;
			if (!this.ended) {
				this.count.add(this.root);
			}
		}
		catch (ValueException ex) {
			this.ended = true;
			throw new RecordMappingException(ex.path(), -1, ex.problem(), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the next row.
	 * @throws RecordMappingException if the columns or a value do not fit the type of
	 * rows
	 * @throws UncheckedIOException if the reader fails
	 */
	@Override
	public T next() {
		if (!hasNext() || this.rows == null) {
			throw new NoSuchElementException();
		}
		try {
			return this.rows.read(this.next++);
		}
		catch (RecordMappingException ex) {
			throw ex.after(this.before);
		}
	}

	/**
	 * Return the exception for a row that does not satisfy a further rule: the one that
	 * {@link #next()} returned last.
	 * @param path the path of the field with the error, empty for the row as a whole
	 * @param problem the problem
	 * @param cause the cause, or {@code null}
	 * @return the exception, with the position of the row
	 */
	public RecordMappingException refused(String path, String problem, @Nullable Throwable cause) {
		return new RecordMappingException(path, this.next - 1, problem, cause).after(this.before);
	}

}
