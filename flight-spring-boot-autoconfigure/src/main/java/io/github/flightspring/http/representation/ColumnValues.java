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

package io.github.flightspring.http.representation;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values of a column as JSON and as text.
 *
 * @param name the name of the column
 * @param vector the column
 * @param values writes its values
 */
record ColumnValues(String name, FieldVector vector, JsonValues values) {

	static List<ColumnValues> of(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		JsonValues values = new JsonValues(dictionaries);
		List<ColumnValues> columns = new ArrayList<>();
		root.getFieldVectors().forEach((vector) -> columns.add(new ColumnValues(vector.getName(), vector, values)));
		return columns;
	}

	void write(JsonGenerator generator, int row) {
		this.values.write(generator, this.vector, row);
	}

	/**
	 * A value as text.
	 * @param mapper writes values that have parts
	 * @param row the row
	 * @return the text, or {@code null} for a null
	 */
	@Nullable String text(JsonMapper mapper, int row) {
		ValueVector plain = this.values.decoded(this.vector);
		int index = this.values.index(this.vector, row);
		if (index < 0 || plain.isNull(index)) {
			return null;
		}
		if (plain instanceof BaseListVector || plain instanceof StructVector || plain instanceof UnionVector) {
			StringWriter text = new StringWriter();
			try (JsonGenerator generator = mapper.writer().createGenerator(text)) {
				this.values.write(generator, plain, index);
			}
			return text.toString();
		}
		Object value = ScalarValues.value(plain, index);
		return (value != null) ? ScalarValues.text(value) : null;
	}

}
