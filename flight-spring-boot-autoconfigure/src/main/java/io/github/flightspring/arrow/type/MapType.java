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

package io.github.flightspring.arrow.type;

import java.util.List;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.MapReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.GroupWriter;
import io.github.flightspring.arrow.write.RepeatedWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Maps. Their keys are never null.
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
		return MapReader.of(source, this.keys::reader, this.values::reader);
	}

}
