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

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads lists, which are unmodifiable.
 */
public final class ListReader extends ColumnReader {

	private final Ranges ranges;

	private final ColumnReader elements;

	private final RowBudget budget;

	private final long elementSize;

	private final ListShape shape;

	private final Class<?> elementClass;

	private ListReader(ReadSource source, Ranges ranges, ColumnReader elements, ListShape shape,
			Class<?> elementClass) {
		super(source);
		this.ranges = ranges;
		this.elements = elements;
		this.budget = source.context().budget();
		this.elementSize = shape.elementSize(elementClass, elements.size());
		this.shape = shape;
		this.elementClass = elementClass;
	}

	/**
	 * Create a reader of lists.
	 * @param source the column
	 * @param shape the Java form of the lists
	 * @param elementClass the class of the elements, for arrays
	 * @param elements a factory of the reader of the elements
	 * @return the reader
	 */
	public static ListReader of(ReadSource source, ListShape shape, Class<?> elementClass,
			Function<ReadSource, ColumnReader> elements) {
		Ranges ranges = Ranges.of(source);
		boolean nullable = shape != ListShape.PRIMITIVE_ARRAY;
		ColumnReader child = source.elements(ranges.elements(), source.path() + "[]", nullable).open(elements);
		return new ListReader(source, ranges, child, shape, elementClass);
	}

	@Override
	long size() {
		return 64;
	}

	@Override
	Object get(int row) {
		int length = this.ranges.length(row);
		this.budget.take(this.path, length, this.elementSize);
		int start = this.ranges.start(row);
		return switch (this.shape) {
			case LIST -> Collections.unmodifiableList(Arrays.asList(read(start, new @Nullable Object[length])));
			case SET -> Collections
				.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(read(start, new @Nullable Object[length]))));
			case ARRAY -> read(start, (@Nullable Object[]) Array.newInstance(this.elementClass, length));
			case PRIMITIVE_ARRAY -> PrimitiveArrays.read(this.elementClass, this.elements, start, length);
		};
	}

	private @Nullable Object[] read(int start, @Nullable Object[] target) {
		for (int i = 0; i < target.length; i++) {
			target[i] = this.elements.read(start + i);
		}
		return target;
	}

}
