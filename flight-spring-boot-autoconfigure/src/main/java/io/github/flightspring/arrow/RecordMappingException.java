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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when Arrow data does not fit a type of rows: a column is missing, the type of a
 * column would lose values, or a property cannot hold a value. The error is in the data,
 * so a call in which the data came from the client fails with {@code INVALID_ARGUMENT}.
 */
public class RecordMappingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final int row;

	private final long position;

	private final String problem;

	/**
	 * Create the exception.
	 * @param path the path of the field, such as {@code times[].zone}
	 * @param row the row within its batch, or -1 if the error is in the column as a whole
	 * @param problem the problem
	 * @param cause the cause, or {@code null}
	 */
	public RecordMappingException(String path, int row, String problem, @Nullable Throwable cause) {
		this(path, row, row, problem, cause);
	}

	private RecordMappingException(String path, int row, long position, String problem, @Nullable Throwable cause) {
		super(place(path, position) + problem, cause);
		this.path = path;
		this.row = row;
		this.position = position;
		this.problem = problem;
	}

	/**
	 * Return the exception for a batch that other batches precede. Its message has the
	 * {@link #position() position} instead of the row in the batch.
	 * @param rows the number of rows in the batches before
	 * @return the exception
	 */
	public RecordMappingException after(long rows) {
		return (this.row < 0 || rows == 0) ? this
				: new RecordMappingException(this.path, this.row, this.row + rows, this.problem, this);
	}

	private static String place(String path, long row) {
		StringBuilder place = new StringBuilder();
		if (row >= 0) {
			place.append("row ").append(row).append(path.isEmpty() ? ": " : ", ");
		}
		return path.isEmpty() ? place.toString() : place.append("column '").append(path).append("': ").toString();
	}

	/**
	 * Return the path of the field with the error, in the names of the data's schema.
	 * {@code []} stands for the elements of a list, <code>{key}</code> and {@code {}} for
	 * the keys and values of a map. The path is empty for the row as a whole.
	 * @return the path, such as {@code times[].zone}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the row with the error.
	 * @return the row, from 0 in its batch, or -1 for the column as a whole
	 */
	public int row() {
		return this.row;
	}

	/**
	 * Return the position of the row with the error, as in the message.
	 * @return the row, from 0 in all batches that were read, or -1 for the column as a
	 * whole
	 */
	public long position() {
		return this.position;
	}

}
