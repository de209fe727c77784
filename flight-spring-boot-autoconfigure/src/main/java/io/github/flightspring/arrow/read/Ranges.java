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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of the lists of a column within its element column, for any layout.
 */
public abstract class Ranges {

	private final FieldVector elements;

	private boolean cut;

	private Ranges(FieldVector elements) {
		this.elements = elements;
	}

	final FieldVector elements() {
		return this.elements;
	}

	abstract long startOf(int row);

	abstract long lengthOf(int row);

	/**
	 * Accept lists that exceed the value count of the element column. In a dense union
	 * this is allowed, because Arrow counts only as many elements as the union has rows
	 * of the type. The limit is then the buffers of the elements.
	 * @return this
	 */
	public final Ranges inUnion() {
		this.cut = true;
		return this;
	}

	/**
	 * Return the index of the first element of a list.
	 * @param row the row of a list that is not null
	 * @return the index of the first element
	 */
	public final int start(int row) {
		return (int) startOf(row);
	}

	/**
	 * Return the length of a list.
	 * @param row the row of a list that is not null
	 * @return the number of elements
	 * @throws IndexOutOfBoundsException if the list does not lie within the elements
	 */
	public final int length(int row) {
		long start = startOf(row);
		long length = lengthOf(row);
		int size = this.cut ? Integer.MAX_VALUE : this.elements.getValueCount();
		if (start < 0 || length < 0 || start > size - length) {
			throw outside(row);
		}
		return (int) length;
	}

	private IndexOutOfBoundsException outside(int row) {
		return new IndexOutOfBoundsException(
				"list of " + lengthOf(row) + " from " + startOf(row) + " of " + this.elements.getValueCount());
	}

	static Ranges of(ReadSource source) {
		Ranges ranges = of(source.vector());
		if (ranges == null) {
			throw source.refuse("a list");
		}
		return ranges;
	}

	/**
	 * Return the ranges of the lists of a column.
	 * @param vector the column
	 * @return the ranges, or {@code null} if the column has no lists
	 */
	public static @Nullable Ranges of(FieldVector vector) {
		if (vector instanceof ListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long startOf(int row) {
					return list.getOffsetBuffer().getInt(row * 4L);
				}

				@Override
				long lengthOf(int row) {
					return list.getOffsetBuffer().getInt(row * 4L + 4) - startOf(row);
				}

			};
		}
		if (vector instanceof LargeListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long startOf(int row) {
					return list.getOffsetBuffer().getLong(row * 8L);
				}

				@Override
				long lengthOf(int row) {
					return list.getOffsetBuffer().getLong(row * 8L + 8) - startOf(row);
				}

			};
		}
		if (vector instanceof FixedSizeListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long startOf(int row) {
					return (long) row * list.getListSize();
				}

				@Override
				long lengthOf(int row) {
					return list.getListSize();
				}

			};
		}
		return ofView(vector);
	}

	private static @Nullable Ranges ofView(FieldVector vector) {
		if (vector instanceof ListViewVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long startOf(int row) {
					return list.getOffsetBuffer().getInt(row * 4L);
				}

				@Override
				long lengthOf(int row) {
					return list.getSizeBuffer().getInt(row * 4L);
				}

			};
		}
		if (vector instanceof LargeListViewVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long startOf(int row) {
					return list.getOffsetBuffer().getLong(row * 8L);
				}

				@Override
				long lengthOf(int row) {
					ArrowBuf sizes = list.getSizeBuffer();
					return sizes.getLong(row * 8L);
				}

			};
		}
		return null;
	}

}
