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
import io.github.flightspring.arrow.read.ListReader;
import io.github.flightspring.arrow.read.ListShape;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.RepeatedWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Collections and arrays.
 *
 * @param shape the Java form of the component
 * @param elementClass the class of the elements, for arrays
 * @param elements the type of the elements
 * @param path the path of the elements
 */
record ListType(ListShape shape, Class<?> elementClass, ColumnType elements, String path) implements ColumnType {

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		Field element = this.elements.field("item", elementsNullable(), form);
		return new Field(name, new FieldType(nullable, new ArrowType.List(), null), List.of(element));
	}

	private boolean elementsNullable() {
		return this.shape != ListShape.PRIMITIVE_ARRAY;
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return switch (this.shape) {
			case LIST, SET -> RepeatedWriter.OfCollection.class;
			case ARRAY -> RepeatedWriter.OfArray.class;
			case PRIMITIVE_ARRAY -> RepeatedWriter.OfPrimitives.class;
		};
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		ColumnWriter child = this.elements.writer(target.child(0, this.path, elementsNullable()));
		return switch (this.shape) {
			case LIST, SET -> new RepeatedWriter.OfCollection(target, child);
			case ARRAY -> new RepeatedWriter.OfArray(target, child);
			case PRIMITIVE_ARRAY -> new RepeatedWriter.OfPrimitives(target, child);
		};
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		return ListReader.of(source, this.shape, this.elementClass, this.elements::reader);
	}

}
