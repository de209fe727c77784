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

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import io.github.flightspring.arrow.value.MapValues;
import io.github.flightspring.arrow.value.ValueException;

/**
 * Writes rows that are maps from the names of columns to values.
 */
public final class MapRows implements RowWriter {

	private final List<Key> keys;

	/**
	 * Create a writer of rows.
	 * @param keys the key of each column, in order
	 */
	public MapRows(List<Key> keys) {
		this.keys = keys;
	}

	@Override
	public void write(ColumnWriter[] columns, int index, Object row) {
		Map<?, ?> map = (Map<?, ?>) row;
		for (int i = 0; i < columns.length; i++) {
			Key key = this.keys.get(i);
			Object value = map.get(key.name());
			if (value == null && !key.optional() && !map.containsKey(key.name())) {
				throw new ValueException(key.path(),
						"the row has no key '" + key.name() + "'; there are " + map.keySet(), null);
			}
			columns[i].write(index, (value != null) ? MapValues.adapt(value, key.type(), key.path()) : null);
		}
	}

	/**
	 * A key of the maps.
	 *
	 * @param name the name of the column
	 * @param path the path of the property
	 * @param type the type of the property
	 * @param optional whether the key may be missing
	 */
	public record Key(String name, String path, Type type, boolean optional) {

	}

}
