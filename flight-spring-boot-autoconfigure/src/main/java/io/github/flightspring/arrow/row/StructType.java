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

package io.github.flightspring.arrow.row;

import java.util.List;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.read.RecordColumnReader;
import io.github.flightspring.arrow.type.ColumnType;
import io.github.flightspring.arrow.type.SchemaForm;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.GroupWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The column type of nested rows.
 *
 * @param plan the plan of the rows
 */
record StructType(RowPlan plan) implements ColumnType {

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		List<Field> children = this.plan.fields(form);
		return new Field(name, new FieldType(nullable, new ArrowType.Struct(), null), children);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return GroupWriter.OfRecord.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return new GroupWriter.OfRecord(target,
				this.plan.writers((ordinal, path, nullable) -> target.child(ordinal, path, nullable)),
				this.plan.handle(), this.plan.maps());
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		if (!(source.vector() instanceof StructVector struct)) {
			throw source.refuse("a struct");
		}
		ColumnReader[] children = this.plan.readers(struct.getChildrenFromFields(), source.path() + ".",
				source.context());
		return new RecordColumnReader(source, children, this.plan.handle());
	}

}
