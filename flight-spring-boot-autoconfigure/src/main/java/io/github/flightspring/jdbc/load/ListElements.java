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

package io.github.flightspring.jdbc.load;

import java.math.BigDecimal;
import java.util.function.IntFunction;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The elements of lists as a driver takes them.
 */
final class ListElements {

	private ListElements() {
	}

	/**
	 * Return the elements by their index.
	 * @param vector the elements of all lists
	 * @param range the range of numbers
	 * @param scale the digits of decimals after the point
	 * @param dictionaries the dictionaries of encoded vectors
	 * @return the elements
	 * @throws UnstorableValueException if a table does not take them
	 */
	static IntFunction<@Nullable Object> of(FieldVector vector, NumberRange range, DecimalScale scale,
			DictionaryProvider dictionaries) {
		IntFunction<@Nullable Object> values = ofValues(vector, range, scale, dictionaries);
		return (index) -> vector.isNull(index) ? null : values.apply(index);
	}

	private static IntFunction<@Nullable Object> ofValues(FieldVector vector, NumberRange range, DecimalScale scale,
			DictionaryProvider dictionaries) {
		DictionaryEncoding encoding = vector.getField().getDictionary();
		if (encoding != null) {
			IntFunction<@Nullable Object> decoded = of(dictionaries.lookup(encoding.getId()).getVector(), range, scale,
					dictionaries);
			BaseIntVector indices = (BaseIntVector) vector;
			return (index) -> decoded.apply((int) indices.getValueAsLong(index));
		}
		return switch (vector.getMinorType()) {
			case NULL -> (index) -> null;
			case TINYINT, SMALLINT, INT, BIGINT, UINT1, UINT2, UINT4 -> (index) -> {
				long value = ((BaseIntVector) vector).getValueAsLong(index);
				range.check(value);
				return value;
			};
			case UINT8 -> (index) -> {
				BigDecimal value = new BigDecimal(((UInt8Vector) vector).getObjectNoOverflow(index));
				range.check(value);
				return value;
			};
			case FLOAT2 -> ((Float2Vector) vector)::getValueAsFloat;
			case BIT, FLOAT4, FLOAT8 -> vector::getObject;
			case DECIMAL, DECIMAL256 -> (index) -> {
				BigDecimal value = (BigDecimal) vector.getObject(index);
				scale.check(value);
				range.check(value);
				return value;
			};
			case VARCHAR, LARGEVARCHAR, VIEWVARCHAR -> (index) -> String.valueOf(vector.getObject(index));
			default -> throw new UnstorableValueException(
					"has lists of %s; a table takes lists of numbers, texts and truth values"
						.formatted(vector.getField().getType()));
		};
	}

}
