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

package io.github.flightspring.arrow.read;

import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one column. The reader holds the vector and not its buffers, so
 * that the vector may be loaded again.
 */
public abstract class ColumnReader {

	/**
	 * The size of a reference in bytes.
	 */
	static final int REFERENCE = 4;

	private final FieldVector vector;

	final String path;

	private final boolean nullable;

	ColumnReader(ReadSource source) {
		this.vector = source.vector();
		this.path = source.path();
		this.nullable = source.nullable();
	}

	boolean isNull(int row) {
		return this.vector.isNull(row);
	}

	/**
	 * Return a value that is not null, for a component of an integral type.
	 */
	long getLong(int row) {
		throw new IllegalStateException("No integers in " + this.path);
	}

	/**
	 * Return a value that is not null, for a component of a floating-point type.
	 */
	double getDouble(int row) {
		throw new IllegalStateException("No numbers in " + this.path);
	}

	/**
	 * Return a value that is not null.
	 */
	abstract Object get(int row);

	/**
	 * Return the size of a value on the heap without its text and its elements, about, in
	 * bytes.
	 */
	long size() {
		return 16;
	}

	final long readLong(int row) {
		requirePresent(row);
		return getLong(row);
	}

	final double readDouble(int row) {
		requirePresent(row);
		return getDouble(row);
	}

	final boolean readBoolean(int row) {
		requirePresent(row);
		return getLong(row) != 0;
	}

	final @Nullable Object read(int row) {
		return isNull(row) ? absent() : get(row);
	}

	/**
	 * Return null if the component is nullable.
	 */
	private @Nullable Object absent() {
		if (!this.nullable) {
			throw failure("is null, but the component cannot be", null);
		}
		return null;
	}

	private void requirePresent(int row) {
		if (isNull(row)) {
			throw failure("is null, but the component cannot be", null);
		}
	}

	final ValueException failure(String problem, @Nullable Throwable cause) {
		return new ValueException(this.path, problem, cause);
	}

}
