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

import java.util.List;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Maps, whose keys are never null.
 *
 * @param keys the type of the keys
 * @param keyPath the path of the keys
 * @param values the type of the values
 * @param valuePath the path of the values
 */
record MapType(ColumnType keys, String keyPath, ColumnType values, String valuePath) implements ColumnType {

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		Field key = this.keys.field(MapVector.KEY_NAME, false, form);
		Field value = this.values.field(MapVector.VALUE_NAME, true, form);
		Field entries = new Field(MapVector.DATA_VECTOR_NAME, FieldType.notNullable(new ArrowType.Struct()),
				List.of(key, value));
		return new Field(name, new FieldType(nullable, new ArrowType.Map(false), null), List.of(entries));
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return RepeatedWriter.OfMap.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		WriteTarget entries = target.child(0, target.path(), false);
		ColumnWriter[] children = { this.keys.writer(entries.child(0, this.keyPath, false)),
				this.values.writer(entries.child(1, this.valuePath, true)) };
		return new RepeatedWriter.OfMap(target, new GroupWriter.OfEntry(entries, children));
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		if (!(source.vector() instanceof MapVector map) || !(map.getDataVector() instanceof StructVector entries)
				|| entries.size() != 2) {
			throw source.refuse("a map");
		}
		List<FieldVector> children = entries.getChildrenFromFields();
		ColumnReader key = source.child(children.get(0), source.path() + "{key}", false).open(this.keys::reader);
		ColumnReader value = source.child(children.get(1), source.path() + "{}", true).open(this.values::reader);
		return new MapReader(source, Ranges.of(source), key, value);
	}

}
