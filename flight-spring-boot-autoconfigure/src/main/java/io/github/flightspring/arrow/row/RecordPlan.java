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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.type.ColumnType;
import io.github.flightspring.arrow.type.SchemaForm;
import io.github.flightspring.arrow.value.ValueException;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a record is kept: its columns in the order of the schema, and the compiled code
 * that takes a row apart and puts it together.
 *
 * @param columns the columns
 * @param handle the code, which knows the columns by their place in that order
 */
public record RecordPlan(List<Column> columns, RowHandle handle) {

	private static final int MAX_NAMES = 32;

	/**
	 * Make the fields.
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
	 * Make the writers of the columns.
	 * @param targets gives each what it writes to
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
	 * Make the readers of the columns that are found by name among the given ones.
	 * @param vectors the columns that there are
	 * @param prefix what comes before the name of a column in its path
	 * @param dictionaries the dictionaries, or {@code null} without
	 * @return the readers
	 * @throws ValueException if one is missing, there twice, or of the wrong type
	 */
	public ColumnReader[] readers(List<FieldVector> vectors, String prefix, @Nullable DictionaryProvider dictionaries) {
		ColumnReader[] readers = new ColumnReader[this.columns.size()];
		for (int i = 0; i < readers.length; i++) {
			Column column = this.columns.get(i);
			String path = prefix + column.fieldName();
			FieldVector vector = find(vectors, column.fieldName(), path);
			if (vector == null && !column.optional()) {
				throw new ValueException(path, "is missing; there are " + names(vectors), null);
			}
			ReadSource source = new ReadSource((vector != null) ? vector : new NullVector(column.fieldName()), path,
					column.nullable(), dictionaries);
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
	 * @param path the path of the component
	 * @param nullable whether it may be null
	 * @param optional whether data without it is read as if it were null
	 * @param type how its values are kept
	 */
	public record Column(String fieldName, String path, boolean nullable, boolean optional, ColumnType type) {
	}

	/**
	 * Gives each column what it writes to.
	 */
	public interface Targets {

		/**
		 * Return the target of a column.
		 * @param ordinal the place of the column in the plan
		 * @param path the path of the component
		 * @param nullable whether a null may be written
		 * @return the target
		 */
		WriteTarget target(int ordinal, String path, boolean nullable);

	}

}
