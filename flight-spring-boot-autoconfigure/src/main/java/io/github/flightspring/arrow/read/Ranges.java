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
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;

/**
 * Where in a column of elements the elements of a list are, whatever layout it has.
 */
abstract class Ranges {

	// a null takes no memory in the data, so nothing else bounds a list of them
	private static final int MAX_NULLS = 1 << 16;

	private final FieldVector elements;

	private Ranges(FieldVector elements) {
		this.elements = elements;
	}

	final FieldVector elements() {
		return this.elements;
	}

	abstract long start(int row);

	abstract long length(int row);

	/**
	 * Return the length of a list that lies within the elements: offsets come from
	 * outside.
	 */
	final int checkedLength(int row) {
		long start = start(row);
		long length = length(row);
		int size = this.elements.getValueCount();
		if (start < 0 || length < 0 || start > size - length
				|| (this.elements instanceof NullVector && length > MAX_NULLS)) {
			throw new IndexOutOfBoundsException("list of " + length + " from " + start + " of " + size);
		}
		return (int) length;
	}

	static Ranges of(ReadSource source) {
		if (source.vector() instanceof ListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long start(int row) {
					return list.getOffsetBuffer().getInt(row * 4L);
				}

				@Override
				long length(int row) {
					return list.getOffsetBuffer().getInt(row * 4L + 4) - start(row);
				}

			};
		}
		if (source.vector() instanceof LargeListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long start(int row) {
					return list.getOffsetBuffer().getLong(row * 8L);
				}

				@Override
				long length(int row) {
					return list.getOffsetBuffer().getLong(row * 8L + 8) - start(row);
				}

			};
		}
		if (source.vector() instanceof FixedSizeListVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long start(int row) {
					return (long) row * list.getListSize();
				}

				@Override
				long length(int row) {
					return list.getListSize();
				}

			};
		}
		return ofView(source);
	}

	private static Ranges ofView(ReadSource source) {
		if (source.vector() instanceof ListViewVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long start(int row) {
					return list.getOffsetBuffer().getInt(row * 4L);
				}

				@Override
				long length(int row) {
					return list.getSizeBuffer().getInt(row * 4L);
				}

			};
		}
		if (source.vector() instanceof LargeListViewVector list) {
			return new Ranges(list.getDataVector()) {

				@Override
				long start(int row) {
					return list.getOffsetBuffer().getLong(row * 8L);
				}

				@Override
				long length(int row) {
					ArrowBuf sizes = list.getSizeBuffer();
					return sizes.getLong(row * 8L);
				}

			};
		}
		throw source.refuse("a list");
	}

}
