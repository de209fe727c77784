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

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The mapping of one Java type to Arrow. Chosen when a type of rows is compiled. Creates
 * the field, the writer and the reader.
 */
public interface ColumnType {

	/**
	 * Create the field.
	 */
	Field field(String name, boolean nullable, SchemaForm form);

	/**
	 * Return the class of the writers of {@link #writer}, which compiled code calls
	 * directly.
	 */
	Class<? extends ColumnWriter> writerClass();

	/**
	 * Create the writer of a column with a field that {@link #field} has created.
	 */
	ColumnWriter writer(WriteTarget target);

	/**
	 * Create the reader of a column from outside. The column is neither null-typed nor
	 * encoded; {@link ReadSource#open} handles these.
	 * @throws ValueException if the column's type would lose values
	 */
	ColumnReader reader(ReadSource source);

}
