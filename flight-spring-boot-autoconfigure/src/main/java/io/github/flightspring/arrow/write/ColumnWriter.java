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

package io.github.flightspring.arrow.write;

import java.util.List;

import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one column into memory of its own. The vector takes over the
 * memory when the batch is finished.
 * <p>
 * Values are written by index and in order. Writing an index again replaces its value, so
 * that the next row overwrites one that failed half-way. A subclass for a primitive
 * component also has a {@code put} method, besides {@link #write}, that takes the
 * primitive.
 */
public abstract class ColumnWriter implements AutoCloseable {

	private final FieldVector vector;

	private final String path;

	private final boolean nullable;

	private int finishedCount;

	final WriteTarget target;

	final Validity validity;

	ColumnWriter(WriteTarget target) {
		this.target = target;
		this.vector = target.vector();
		this.path = target.path();
		this.nullable = target.nullable();
		this.validity = new Validity(target.allocator());
	}

	/**
	 * Write a value. By default null is an error where the column is not nullable.
	 */
	abstract void write(int index, @Nullable Object value);

	/**
	 * Write a placeholder for a value that is absent.
	 */
	abstract void writeEmpty(int index);

	/**
	 * Return the size of one value in bits, including its validity, without the part that
	 * {@link Tally} counts as it is written.
	 */
	abstract long bitsPerValue();

	/**
	 * Return the buffers after the validity buffer in the order of the format, ready for
	 * the given number of values.
	 */
	abstract List<ArrowBuf> finishBuffers(ArrowBuf validity, int count);

	abstract void resetBuffers(boolean reusable);

	abstract void closeBuffers();

	/**
	 * Return the number of buffers that this column and its children have in a batch.
	 */
	abstract int bufferCount();

	/**
	 * Write an explicit null.
	 */
	final void writeNull(int index) {
		if (!this.nullable) {
			throw failure("is null, but its field is not nullable", null);
		}
		writeAbsent(index);
	}

	/**
	 * Write the value below a null of the parent: a null, or an empty value if the column
	 * is not nullable.
	 */
	final void writeAbsent(int index) {
		writeEmpty(index);
		if (this.nullable) {
			this.validity.invalid(index);
		}
	}

	final void finish(int count) {
		int nulls = this.validity.finish(count);
		ArrowBuf bits = this.validity.buffer(this.target.allocator(), nulls);
		this.vector.loadFieldBuffers(new ArrowFieldNode(count, nulls), finishBuffers(bits, count));
		this.finishedCount = count;
	}

	/**
	 * Start a new batch. The vector must have been cleared.
	 */
	final void reset(boolean reusable) {
		this.finishedCount = 0;
		this.validity.reset(reusable);
		resetBuffers(reusable);
	}

	/**
	 * Return whether the vector still has the buffers that {@link #finish} gave it.
	 */
	boolean isVectorUntouched() {
		return this.vector.getValueCount() == this.finishedCount;
	}

	final ValueException failure(String problem, @Nullable Throwable cause) {
		return new ValueException(this.path, problem, cause);
	}

	@Override
	public final void close() {
		this.validity.close();
		closeBuffers();
	}

}
