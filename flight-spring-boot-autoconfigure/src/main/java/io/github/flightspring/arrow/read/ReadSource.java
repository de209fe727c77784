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

package io.github.flightspring.arrow.read;

import java.util.function.Function;

import io.github.flightspring.arrow.value.TypeNames;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * The source of a column's reader.
 *
 * @param vector the vector
 * @param path the path of the field, in the names of the data's schema
 * @param nullable whether the component may be null
 * @param context the context of the column
 */
public record ReadSource(FieldVector vector, String path, boolean nullable, ReadContext context) {

	/**
	 * Return the source of a child of this column.
	 * @param vector the vector of the child
	 * @param path the path of the child
	 * @param nullable whether the child may be null
	 * @return the source
	 */
	public ReadSource child(FieldVector vector, String path, boolean nullable) {
		return new ReadSource(vector, path, nullable, this.context);
	}

	/**
	 * Return the source of the elements of this column of lists.
	 */
	ReadSource elements(FieldVector vector, String path, boolean nullable) {
		boolean overlapping = this.vector instanceof ListViewVector || this.vector instanceof LargeListViewVector;
		return new ReadSource(vector, path, nullable, this.context.elements(overlapping));
	}

	private ReadSource encoded(FieldVector values) {
		return new ReadSource(values, this.path, this.nullable, this.context.encoded());
	}

	/**
	 * Return the type of the field.
	 * @return the type
	 */
	public ArrowType type() {
		return this.vector.getField().getType();
	}

	/**
	 * Create the reader of this column, for any encoding.
	 * @param type a factory of the reader of a column that is neither null-typed nor
	 * encoded
	 * @return the reader
	 */
	public ColumnReader open(Function<ReadSource, ColumnReader> type) {
		DictionaryEncoding encoding = this.vector.getField().getDictionary();
		if (encoding != null) {
			FieldVector dictionary = dictionary(encoding.getId());
			ColumnReader indices = IntegerReader.of(this, Long.SIZE, Long::valueOf);
			ColumnReader values = encoded(dictionary).openPlain(type);
			return new DictionaryReader(this, dictionary, indices, values);
		}
		return openPlain(type);
	}

	private ColumnReader openPlain(Function<ReadSource, ColumnReader> type) {
		if (this.vector instanceof ExtensionTypeVector<?> extension) {
			return child(extension.getUnderlyingVector(), this.path, this.nullable).open(type);
		}
		if (this.vector instanceof NullVector) {
			return new NullReader(this);
		}
		if (this.vector instanceof RunEndEncodedVector runs) {
			return new RunEndReader(this, runs, encoded(runs.getValuesVector()).open(type));
		}
		return type.apply(this);
	}

	private FieldVector dictionary(long id) {
		DictionaryProvider dictionaries = this.context.dictionaries();
		Dictionary dictionary = (dictionaries != null) ? dictionaries.lookup(id) : null;
		if (dictionary == null) {
			throw new ValueException(this.path, "its dictionary " + id + " is missing", null);
		}
		return dictionary.getVector();
	}

	/**
	 * Create an exception for values of this column that do not fit.
	 * @param wanted the type of values that would fit
	 * @return the exception, to be thrown
	 */
	public ValueException refuse(String wanted) {
		return new ValueException(this.path,
				"its type " + TypeNames.of(type()) + " cannot be read without loss; expected " + wanted, null);
	}

}
