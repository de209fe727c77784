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

package io.github.flightspring.jdbc.copy;

import java.sql.Types;

import io.github.flightspring.jdbc.read.ArrayTypeName;
import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.read.ResultColumn;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the readers, once for each result. There is one where it reads what is
 * read from a result set.
 */
public final class CopyReaders {

	private CopyReaders() {
	}

	/**
	 * Return the reader of a column.
	 * @param column the column
	 * @param vector its vector
	 * @return the reader, or {@code null} if there is none for this type
	 */
	public static @Nullable CopyReader of(ResultColumn column, FieldVector vector) {
		if (vector instanceof ListVector list) {
			String element = ArrayTypeName.element(column.typeName(), Driver.POSTGRESQL);
			return (column.sqlType() == Types.ARRAY && element != null) ? array(CopyType.named(element), list) : null;
		}
		CopyType type = CopyType.of(column.typeName(), column.sqlType());
		return (type != null) ? of(type, vector) : null;
	}

	private static @Nullable CopyReader array(@Nullable CopyType type, ListVector list) {
		CopyReader elements = (type != null) ? of(type, list.getDataVector()) : null;
		return (type != null && elements != null) ? new ListReader(type, elements, list) : null;
	}

	private static @Nullable CopyReader of(CopyType type, FieldVector vector) {
		return switch (type) {
			case BOOL -> (vector instanceof BitVector bits) ? bool(bits) : null;
			case INT2 -> (vector instanceof SmallIntVector numbers) ? int2(numbers) : null;
			case INT4 -> (vector instanceof IntVector numbers) ? int4(numbers) : null;
			case INT8 -> (vector instanceof BigIntVector numbers) ? int8(numbers) : null;
			case FLOAT4 -> (vector instanceof Float4Vector numbers) ? float4(numbers) : null;
			case FLOAT8 -> (vector instanceof Float8Vector numbers) ? float8(numbers) : null;
			case NUMERIC ->
				(vector instanceof VarCharVector texts) ? new NumericTextReader(texts) : DecimalReader.of(vector);
			case NAME, TEXT, VARCHAR, BPCHAR, JSON -> BytesReaders.text(vector);
			case JSONB -> BytesReaders.jsonb(vector);
			case BYTEA -> BytesReaders.binary(vector);
			case UUID -> BytesReaders.uuid(vector);
			case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TimeReaders.of(type, vector);
		};
	}

	private static CopyReader bool(BitVector vector) {
		return (value, index) -> {
			vector.setSafe(index, (value.getByte() != 0) ? 1 : 0);
			return 0;
		};
	}

	private static CopyReader int2(SmallIntVector vector) {
		return (value, index) -> {
			vector.setSafe(index, value.getShort());
			return 0;
		};
	}

	private static CopyReader int4(IntVector vector) {
		return (value, index) -> {
			vector.setSafe(index, value.getInt());
			return 0;
		};
	}

	private static CopyReader int8(BigIntVector vector) {
		return (value, index) -> {
			vector.setSafe(index, value.getLong());
			return 0;
		};
	}

	private static CopyReader float4(Float4Vector vector) {
		return (value, index) -> {
			vector.setSafe(index, Float.intBitsToFloat(value.getInt()));
			return 0;
		};
	}

	private static CopyReader float8(Float8Vector vector) {
		return (value, index) -> {
			vector.setSafe(index, Double.longBitsToDouble(value.getLong()));
			return 0;
		};
	}

}
