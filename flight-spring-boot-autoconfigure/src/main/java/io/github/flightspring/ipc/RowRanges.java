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

package io.github.flightspring.ipc;

import java.util.List;

import org.apache.arrow.vector.FieldVector;

/**
 * Splits a batch by rows, so that no part exceeds the wanted size unless it is a single
 * row.
 */
final class RowRanges {

	private final List<ColumnLayout> columns;

	private final List<FieldVector> vectors;

	private final int rows;

	private final long limit;

	private int guess;

	RowRanges(List<ColumnLayout> columns, List<FieldVector> vectors, int rows, long total, long limit) {
		this.columns = columns;
		this.vectors = vectors;
		this.rows = rows;
		this.limit = limit;
		this.guess = (int) Math.max(1, (double) rows * limit / Math.max(1, total));
	}

	/**
	 * Return the number of rows of the next part.
	 * @param start the first row
	 * @return the number of rows, at least 1
	 */
	int next(int start) {
		int left = this.rows - start;
		int fits = 1;
		int tooMany = left + 1;
		int attempt = Math.min(this.guess, left);
		while (fits + 1 < tooMany && tooMany - fits > fits / 64) {
			if (BatchSizes.of(this.columns, this.vectors, start, attempt, false) <= this.limit) {
				fits = Math.max(fits, attempt);
				attempt = (tooMany == left + 1) ? (int) Math.min(2L * attempt, left) : middle(fits, tooMany);
				if (fits == left) {
					break;
				}
			}
			else {
				tooMany = attempt;
				attempt = middle(fits, tooMany);
			}
		}
		this.guess = fits;
		// slices that start at a byte boundary of the bitmaps need no copy of them
		return (fits < left && fits >= 16) ? fits & ~7 : fits;
	}

	private static int middle(int low, int high) {
		return (low + high) >>> 1;
	}

}
