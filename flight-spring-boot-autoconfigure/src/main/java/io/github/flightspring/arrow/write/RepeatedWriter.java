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

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * A writer of a column of lists: 32-bit offsets into a column of the elements of all
 * lists.
 */
public abstract class RepeatedWriter extends ColumnWriter {

	private final GrowingBuffer offsets;

	final ColumnWriter elements;

	RepeatedWriter(WriteTarget target, ColumnWriter elements) {
		super(target);
		this.offsets = new GrowingBuffer(target.allocator());
		this.elements = elements;
	}

	@Override
	final void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		int start = start(index);
		int size = size(value);
		if (size > Integer.MAX_VALUE - start) {
			throw failure("the lists of one batch have more than 2^31 elements together", null);
		}
		int written = writeElements(start, value);
		if (written != size) {
			throw failure("the size changed from " + size + " to " + written + " while it was written", null);
		}
		this.offsets.putInt(4L * index + 4, start + size);
		this.target.tally().add(size * this.elements.bitsPerValue());
		this.validity.valid(index);
	}

	abstract int size(Object value);

	/**
	 * Write the elements, the first of them at the given index, and return their number.
	 */
	abstract int writeElements(int start, Object value);

	private int start(int index) {
		this.offsets.ensure(4L * index + 8);
		if (index == 0) {
			this.offsets.putInt(0, 0);
			return 0;
		}
		return this.offsets.getInt(4L * index);
	}

	@Override
	final void writeEmpty(int index) {
		this.offsets.putInt(4L * index + 4, start(index));
		this.validity.valid(index);
	}

	@Override
	final long bitsPerValue() {
		return 33;
	}

	@Override
	final int bufferCount() {
		return 2 + this.elements.bufferCount();
	}

	@Override
	final List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		this.elements.finish((count == 0) ? start(0) : this.offsets.getInt(4L * count));
		return List.of(validity, this.offsets.buffer());
	}

	@Override
	final void resetBuffers(boolean reusable) {
		this.offsets.reset(reusable);
		this.elements.reset(reusable);
	}

	@Override
	final void closeBuffers() {
		this.offsets.close();
		this.elements.close();
	}

	/**
	 * Writes collections.
	 */
	public static final class OfCollection extends RepeatedWriter {

		public OfCollection(WriteTarget target, ColumnWriter elements) {
			super(target, elements);
		}

		@Override
		int size(Object value) {
			return ((Collection<?>) value).size();
		}

		@Override
		int writeElements(int start, Object value) {
			int written = 0;
			for (Object element : (Collection<?>) value) {
				this.elements.write(start + written++, element);
			}
			return written;
		}

	}

	/**
	 * Writes arrays of objects.
	 */
	public static final class OfArray extends RepeatedWriter {

		public OfArray(WriteTarget target, ColumnWriter elements) {
			super(target, elements);
		}

		@Override
		int size(Object value) {
			return ((Object[]) value).length;
		}

		@Override
		int writeElements(int start, Object value) {
			Object[] array = (Object[]) value;
			for (int i = 0; i < array.length; i++) {
				this.elements.write(start + i, array[i]);
			}
			return array.length;
		}

	}

	/**
	 * Writes arrays of primitives, without boxing them.
	 */
	public static final class OfPrimitives extends RepeatedWriter {

		public OfPrimitives(WriteTarget target, ColumnWriter elements) {
			super(target, elements);
		}

		@Override
		int size(Object value) {
			return Array.getLength(value);
		}

		@Override
		int writeElements(int start, Object value) {
			return PrimitiveArrays.write(this.elements, start, value);
		}

	}

	/**
	 * Writes maps, as lists of their entries.
	 */
	public static final class OfMap extends RepeatedWriter {

		public OfMap(WriteTarget target, ColumnWriter entries) {
			super(target, entries);
		}

		@Override
		int size(Object value) {
			return ((Map<?, ?>) value).size();
		}

		@Override
		int writeElements(int start, Object value) {
			int written = 0;
			for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
				this.elements.write(start + written++, entry);
			}
			return written;
		}

	}

}
