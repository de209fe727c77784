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

import java.math.BigDecimal;
import java.math.BigInteger;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Values as JSON: numbers, truth and text as such, times in ISO 8601, bytes in Base64,
 * lists as arrays, structs as objects, maps as arrays of key and value. What a dictionary
 * or runs encode is decoded. Numbers that JSON does not have are texts.
 */
final class JsonValues {

	private final @Nullable DictionaryProvider dictionaries;

	JsonValues(@Nullable DictionaryProvider dictionaries) {
		this.dictionaries = dictionaries;
	}

	void write(JsonGenerator generator, ValueVector vector, int row) {
		int index = index(vector, row);
		ValueVector plain = decoded(vector);
		if (index < 0 || plain.isNull(index)) {
			generator.writeNull();
		}
		else if (plain instanceof MapVector map) {
			writeMap(generator, map, index);
		}
		else if (plain instanceof BaseListVector list) {
			writeList(generator, list, index);
		}
		else if (plain instanceof StructVector struct) {
			generator.writeStartObject();
			for (FieldVector child : struct.getChildrenFromFields()) {
				generator.writeName(child.getName());
				write(generator, child, index);
			}
			generator.writeEndObject();
		}
		else if (plain instanceof DenseUnionVector union) {
			write(generator, union.getVectorByType(union.getTypeId(index)), union.getOffset(index));
		}
		else if (plain instanceof UnionVector union) {
			write(generator, union.getVector(index), index);
		}
		else {
			writeScalar(generator, ScalarValues.value(plain, index));
		}
	}

	/**
	 * Where a value is in the vector that {@link #decoded} returns.
	 * @return the index, or -1 for a null
	 */
	int index(ValueVector vector, int row) {
		if (vector.isNull(row)) {
			return -1;
		}
		if (dictionary(vector) != null) {
			return (int) ((BaseIntVector) vector).getValueAsLong(row);
		}
		return (vector instanceof RunEndEncodedVector runs) ? runs.getRunEnd(row) >= 0 ? run(runs, row) : -1 : row;
	}

	private static int run(RunEndEncodedVector runs, int row) {
		BaseIntVector ends = (BaseIntVector) runs.getRunEndsVector();
		int low = 0;
		int high = runs.getRunEndsVector().getValueCount() - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (ends.getValueAsLong(middle) > row) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

	ValueVector decoded(ValueVector vector) {
		Dictionary dictionary = dictionary(vector);
		if (dictionary != null) {
			return dictionary.getVector();
		}
		return (vector instanceof RunEndEncodedVector runs) ? runs.getValuesVector() : vector;
	}

	private @Nullable Dictionary dictionary(ValueVector vector) {
		DictionaryEncoding encoding = vector.getField().getDictionary();
		return (encoding != null && this.dictionaries != null) ? this.dictionaries.lookup(encoding.getId()) : null;
	}

	private void writeMap(JsonGenerator generator, MapVector map, int index) {
		StructVector entries = (StructVector) map.getDataVector();
		generator.writeStartArray();
		for (int i = map.getElementStartIndex(index); i < map.getElementEndIndex(index); i++) {
			generator.writeStartObject();
			generator.writeName("key");
			write(generator, entries.getChildrenFromFields().get(0), i);
			generator.writeName("value");
			write(generator, entries.getChildrenFromFields().get(1), i);
			generator.writeEndObject();
		}
		generator.writeEndArray();
	}

	private void writeList(JsonGenerator generator, BaseListVector list, int index) {
		ValueVector values = values(list);
		generator.writeStartArray();
		for (int i = list.getElementStartIndex(index); i < list.getElementEndIndex(index); i++) {
			write(generator, values, i);
		}
		generator.writeEndArray();
	}

	private static ValueVector values(BaseListVector list) {
		if (list instanceof ListVector plain) {
			return plain.getDataVector();
		}
		if (list instanceof LargeListVector large) {
			return large.getDataVector();
		}
		if (list instanceof FixedSizeListVector fixed) {
			return fixed.getDataVector();
		}
		return list.getChildrenFromFields().get(0);
	}

	private static void writeScalar(JsonGenerator generator, @Nullable Object value) {
		if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof Boolean truth) {
			generator.writeBoolean(truth);
		}
		else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			generator.writeNumber(((Number) value).longValue());
		}
		else if (value instanceof Double number && Double.isFinite(number)) {
			generator.writeNumber(number.doubleValue());
		}
		else if (value instanceof Float number && Float.isFinite(number)) {
			generator.writeNumber(number.floatValue());
		}
		else if (value instanceof BigDecimal number) {
			generator.writeNumber(number);
		}
		else if (value instanceof BigInteger number) {
			generator.writeNumber(number);
		}
		else {
			generator.writeString(ScalarValues.text(value));
		}
	}

}
