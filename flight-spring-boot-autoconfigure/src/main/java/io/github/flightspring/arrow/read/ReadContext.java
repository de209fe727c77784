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

import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The context of a column within its row.
 *
 * @param dictionaries the dictionaries of the data, or {@code null} if there are none
 * @param budget the memory of the row's values
 * @param repeated whether a row may have many values of the column
 * @param shared whether these may be the same value of the data
 */
public record ReadContext(@Nullable DictionaryProvider dictionaries, RowBudget budget, boolean repeated,
		boolean shared) {

	/**
	 * Return the context of the columns of a batch.
	 * @param dictionaries the dictionaries of the data, or {@code null} if there are none
	 * @param budget the memory of a row's values
	 * @return the context
	 */
	public static ReadContext of(@Nullable DictionaryProvider dictionaries, RowBudget budget) {
		return new ReadContext(dictionaries, budget, false, false);
	}

	/**
	 * Return the context of the elements of lists.
	 * @param overlapping whether the lists may have elements in common
	 */
	ReadContext elements(boolean overlapping) {
		return new ReadContext(this.dictionaries, this.budget, true, this.shared || (overlapping && this.repeated));
	}

	/**
	 * Return the context of the values of a dictionary or of runs.
	 */
	ReadContext encoded() {
		return new ReadContext(this.dictionaries, this.budget, this.repeated, this.repeated);
	}

}
