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

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadContext;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.type.ColumnType;
import io.github.flightspring.arrow.type.SchemaForm;
import io.github.flightspring.arrow.value.ValueException;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.MapRows;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of a type of rows: its columns in the order of the schema, and the compiled
 * code that writes and reads a row.
 *
 * @param columns the columns
 * @param handle the compiled code, which finds the columns by their index in that order
 * @param writeOnly why rows are not read, with the path of the type that prevents it, or
 * {@code null} if they are
 */
public record RowPlan(List<Column> columns, RowHandle handle, @Nullable ValueException writeOnly) {

	private static final int MAX_NAMES = 32;

	/**
	 * Return the fields.
	 * @param form the form of the schema
	 * @return the fields
	 */
	public List<Field> fields(SchemaForm form) {
		List<Field> fields = new ArrayList<>();
		for (Column column : this.columns) {
			fields.add(column.type().field(column.fieldName(), column.nullable(), form));
		}
		return fields;
	}

	/**
	 * Create the writers of the columns.
	 * @param targets the targets of the writers
	 * @return the writers
	 */
	public ColumnWriter[] writers(Targets targets) {
		ColumnWriter[] writers = new ColumnWriter[this.columns.size()];
		for (int i = 0; i < writers.length; i++) {
			Column column = this.columns.get(i);
			writers[i] = column.type().writer(targets.target(i, column.path(), column.nullable()));
		}
		return writers;
	}

	/**
	 * Return the code that writes a row from a map.
	 * @return the code
	 */
	public MapRows maps() {
		return new MapRows(this.columns.stream()
			.map((column) -> new MapRows.Key(column.fieldName(), column.path(), column.javaType(), column.optional()))
			.toList());
	}

	/**
	 * Create the readers of the columns, which are found by name among the given ones.
	 * @param vectors the given columns
	 * @param prefix the part of a column's path before its name
	 * @param context the context of the columns
	 * @return the readers
	 * @throws ValueException if a column is missing, exists twice, or has the wrong type
	 */
	public ColumnReader[] readers(List<FieldVector> vectors, String prefix, ReadContext context) {
		ColumnReader[] readers = new ColumnReader[this.columns.size()];
		for (int i = 0; i < readers.length; i++) {
			Column column = this.columns.get(i);
			String path = prefix + column.fieldName();
			FieldVector vector = find(vectors, column.fieldName(), path);
			if (vector == null && !column.optional()) {
				throw new ValueException(path, "is missing; there are " + names(vectors), null);
			}
			ReadSource source = new ReadSource((vector != null) ? vector : new NullVector(column.fieldName()), path,
					column.nullable(), context);
			readers[i] = source.open(column.type()::reader);
		}
		return readers;
	}

	private static @Nullable FieldVector find(List<FieldVector> vectors, String name, String path) {
		FieldVector found = null;
		for (FieldVector vector : vectors) {
			if (vector.getName().equals(name)) {
				if (found != null) {
					throw new ValueException(path, "is there more than once", null);
				}
				found = vector;
			}
		}
		return found;
	}

	private static String names(List<FieldVector> vectors) {
		String names = vectors.stream()
			.limit(MAX_NAMES)
			.map((vector) -> "'" + vector.getName() + "'")
			.collect(Collectors.joining(", ", "[", "]"));
		return names + ((vectors.size() > MAX_NAMES) ? " and " + (vectors.size() - MAX_NAMES) + " more" : "");
	}

	/**
	 * One column.
	 *
	 * @param fieldName the name of the field
	 * @param path the path of the property
	 * @param nullable whether the property may be null
	 * @param optional whether a missing column is read as nulls
	 * @param javaType the type of the property
	 * @param type the type of the column
	 */
	public record Column(String fieldName, String path, boolean nullable, boolean optional, Type javaType,
			ColumnType type) {
	}

	/**
	 * The targets of the columns' writers.
	 */
	public interface Targets {

		/**
		 * Return the target of a column.
		 * @param ordinal the index of the column in the plan
		 * @param path the path of the property
		 * @param nullable whether a null may be written
		 * @return the target
		 */
		WriteTarget target(int ordinal, String path, boolean nullable);

	}

}
