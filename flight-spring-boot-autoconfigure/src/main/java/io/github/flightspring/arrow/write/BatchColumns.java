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

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * All columns of a batch, and the root whose vectors they fill.
 */
public final class BatchColumns implements AutoCloseable {

	private final VectorSchemaRoot root;

	private final ColumnWriter[] columns;

	private final long bitsPerRow;

	private final long paddingBytes;

	/**
	 * Create the columns.
	 * @param root the root, which has no rows
	 * @param columns the writers of its vectors, in their order
	 */
	public BatchColumns(VectorSchemaRoot root, ColumnWriter[] columns) {
		this.root = root;
		this.columns = columns;
		long bits = 0;
		int buffers = 0;
		for (ColumnWriter column : columns) {
			bits += column.bitsPerValue();
			buffers += column.bufferCount();
		}
		this.bitsPerRow = bits;
		// each buffer is padded to a multiple of 8 bytes, by 4 on average
		this.paddingBytes = buffers * 4L;
	}

	/**
	 * Return the size of the body of the batch's message.
	 * @param rowCount the number of rows
	 * @param tally the size that was counted while the rows were written
	 * @return the size in bytes
	 */
	public long byteCount(int rowCount, Tally tally) {
		return ((rowCount * this.bitsPerRow + tally.bits()) >> 3) + this.paddingBytes;
	}

	/**
	 * Transfer the rows to the root.
	 * @param rowCount the number of rows
	 */
	public void finish(int rowCount) {
		for (ColumnWriter column : this.columns) {
			column.finish(rowCount);
		}
		this.root.setRowCount(rowCount);
	}

	/**
	 * Start a new batch. The memory of the last one is reused unless another owner
	 * retains it.
	 */
	public void reset() {
		boolean[] untouched = new boolean[this.columns.length];
		for (int i = 0; i < untouched.length; i++) {
			untouched[i] = this.columns[i].isVectorUntouched();
		}
		this.root.clear();
		for (int i = 0; i < untouched.length; i++) {
			this.columns[i].reset(untouched[i]);
		}
	}

	/**
	 * Release all memory, including the root.
	 */
	@Override
	public void close() {
		for (ColumnWriter column : this.columns) {
			column.close();
		}
		this.root.close();
	}

}
