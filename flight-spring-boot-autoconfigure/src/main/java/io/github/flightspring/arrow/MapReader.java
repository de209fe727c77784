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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads maps, which are unmodifiable and in the order of the data.
 */
final class MapReader extends ColumnReader {

	private final Ranges ranges;

	private final ColumnReader keys;

	private final ColumnReader values;

	MapReader(ReadSource source, Ranges ranges, ColumnReader keys, ColumnReader values) {
		super(source);
		this.ranges = ranges;
		this.keys = keys;
		this.values = values;
	}

	@Override
	Object get(int row) {
		int length = this.ranges.checkedLength(row);
		int start = (int) this.ranges.start(row);
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
