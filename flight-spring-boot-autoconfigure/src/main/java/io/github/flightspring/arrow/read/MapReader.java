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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps. They are unmodifiable and keep the order of the data.
 */
public final class MapReader extends ColumnReader {

	// an entry of a hash table with its place in it
	private static final int ENTRY = 48;

	private final Ranges ranges;

	private final RowBudget budget;

	private final ColumnReader keys;

	private final ColumnReader values;

	private MapReader(ReadSource source, Ranges ranges, ColumnReader keys, ColumnReader values) {
		super(source);
		this.ranges = ranges;
		this.budget = source.context().budget();
		this.keys = keys;
		this.values = values;
	}

	/**
	 * Create a reader of maps.
	 * @param source the column
	 * @param keys a factory of the reader of the keys
	 * @param values a factory of the reader of the values
	 * @return the reader
	 */
	public static MapReader of(ReadSource source, Function<ReadSource, ColumnReader> keys,
			Function<ReadSource, ColumnReader> values) {
		if (!(source.vector() instanceof MapVector map) || !(map.getDataVector() instanceof StructVector entries)
				|| entries.size() != 2) {
			throw source.refuse("a map");
		}
		List<FieldVector> children = entries.getChildrenFromFields();
		ColumnReader key = source.elements(children.get(0), source.path() + "{key}", false).open(keys);
		ColumnReader value = source.elements(children.get(1), source.path() + "{}", true).open(values);
		return new MapReader(source, Ranges.of(source), key, value);
	}

	@Override
	long size() {
		return 64;
	}

	@Override
	Object get(int row) {
		int length = this.ranges.length(row);
		this.budget.take(this.path, length, ENTRY + this.keys.size() + this.values.size());
		int start = this.ranges.start(row);
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = start; i < start + length; i++) {
			map.put(this.keys.read(i), this.values.read(i));
		}
		if (map.size() < length) {
			throw failure("the map has a key more than once", null);
		}
		return Collections.unmodifiableMap(map);
	}

}
