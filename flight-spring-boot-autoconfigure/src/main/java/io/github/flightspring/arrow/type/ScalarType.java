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

import java.util.Map;
import java.util.function.Function;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A type without children and without a dictionary.
 *
 * @param arrowType the type of the field
 * @param metadata the metadata of the field
 * @param writerClass the class of the writer
 * @param writers a factory of the writer
 * @param readers a factory of the reader
 */
record ScalarType(ArrowType arrowType, Map<String, String> metadata, Class<? extends ColumnWriter> writerClass,
		Function<WriteTarget, ColumnWriter> writers, Function<ReadSource, ColumnReader> readers) implements ColumnType {

	ScalarType(ArrowType arrowType, Class<? extends ColumnWriter> writerClass,
			Function<WriteTarget, ColumnWriter> writers, Function<ReadSource, ColumnReader> readers) {
		this(arrowType, Map.of(), writerClass, writers, readers);
	}

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		return new Field(name, new FieldType(nullable, this.arrowType, null, this.metadata), null);
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return this.writers.apply(target);
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		return this.readers.apply(source);
	}

}
