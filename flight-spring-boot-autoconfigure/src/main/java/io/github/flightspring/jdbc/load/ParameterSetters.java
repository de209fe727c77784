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
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.flightspring.jdbc.read.Driver;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the setters, once for each batch.
 *
 * @param driver the driver
 * @param dictionaries the dictionaries of encoded vectors
 */
record ParameterSetters(Driver driver, DictionaryProvider dictionaries) {

	private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR,
			Types.NVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB);

	/**
	 * Return the setter of a column.
	 * @param index the index of the parameter, from 1
	 * @throws UnstorableValueException if the column does not hold such values
	 */
	ParameterSetter of(FieldVector vector, TargetColumn column, int index) {
		DictionaryEncoding encoding = vector.getField().getDictionary();
		if (encoding != null) {
			Dictionary dictionary = this.dictionaries.lookup(encoding.getId());
			ParameterSetter decoded = of(dictionary.getVector(), column, index);
			BaseIntVector indices = (BaseIntVector) vector;
			return orNull(vector, column, index,
					(statement, row) -> decoded.set(statement, (int) indices.getValueAsLong(row)));
		}
		return orNull(vector, column, index, ofValue(vector, column, index));
	}

	/**
	 * Return the sizes of the values of each column.
	 */
	List<ValueSize> sizes(VectorSchemaRoot root) {
		return root.getFieldVectors().stream().map((vector) -> ValueSize.of(vector, this.dictionaries)).toList();
	}

	private ParameterSetter orNull(FieldVector vector, TargetColumn column, int index, ParameterSetter setter) {
		// this driver takes a null without a type for any column
		int type = (this.driver == Driver.POSTGRESQL) ? Types.NULL : column.type();
		return (statement, row) -> {
			if (vector.isNull(row)) {
				statement.setNull(index, type);
			}
			else {
				setter.set(statement, row);
			}
		};
	}

	private ParameterSetter ofValue(FieldVector vector, TargetColumn column, int index) {
		return switch (vector.getMinorType()) {
			case NULL -> (statement, row) -> statement.setNull(index, Types.NULL);
			case BIT -> (statement, row) -> statement.setBoolean(index, ((BitVector) vector).get(row) != 0);
			case TINYINT, SMALLINT, INT, BIGINT, UINT1, UINT2, UINT4 -> integer((BaseIntVector) vector, column, index);
			case UINT8 -> unsigned((UInt8Vector) vector, column, index);
			case FLOAT2, FLOAT4, FLOAT8 -> floating(vector, column, index);
			case DECIMAL, DECIMAL256 -> decimal(vector, column, index);
			case VARCHAR, LARGEVARCHAR, VIEWVARCHAR -> text(vector, column, index);
			case VARBINARY, LARGEVARBINARY, VIEWVARBINARY, FIXEDSIZEBINARY -> bytes(vector, column, index);
			case DATEDAY, DATEMILLI, TIMESEC, TIMEMILLI, TIMEMICRO, TIMENANO, TIMESTAMPSEC, TIMESTAMPMILLI,
					TIMESTAMPMICRO, TIMESTAMPNANO, TIMESTAMPSECTZ, TIMESTAMPMILLITZ, TIMESTAMPMICROTZ,
					TIMESTAMPNANOTZ ->
				TimeSetters.of(vector, column, index, this.driver);
			case LIST -> list((ListVector) vector, column, index);
			default -> throw new UnstorableValueException("has the type %s, which the upload into a table does not take"
				.formatted(vector.getField().getType()));
		};
	}

	private ParameterSetter integer(BaseIntVector vector, TargetColumn column, int index) {
		NumberRange range = NumberRange.of(column, this.driver);
		return (statement, row) -> {
			long value = vector.getValueAsLong(row);
			range.check(value);
			statement.setLong(index, value);
		};
	}

	private ParameterSetter unsigned(UInt8Vector vector, TargetColumn column, int index) {
		NumberRange range = NumberRange.of(column, this.driver);
		return (statement, row) -> {
			BigDecimal value = new BigDecimal(vector.getObjectNoOverflow(row));
			range.check(value);
			statement.setBigDecimal(index, value);
		};
	}

	private ParameterSetter floating(FieldVector vector, TargetColumn column, int index) {
		if (vector instanceof Float8Vector doubles) {
			NumberRange range = NumberRange.of(column, this.driver);
			return (statement, row) -> {
				double value = doubles.get(row);
				range.check(value);
				statement.setDouble(index, value);
			};
		}
		if (vector instanceof Float4Vector floats) {
			return (statement, row) -> statement.setFloat(index, floats.get(row));
		}
		Float2Vector halves = (Float2Vector) vector;
		return (statement, row) -> statement.setFloat(index, halves.getValueAsFloat(row));
	}

	private ParameterSetter decimal(FieldVector vector, TargetColumn column, int index) {
		DecimalScale check = DecimalScale.of(column);
		NumberRange range = NumberRange.of(column, this.driver);
		return (statement, row) -> {
			BigDecimal value = (BigDecimal) vector.getObject(row);
			check.check(value);
			range.check(value);
			statement.setBigDecimal(index, value);
		};
	}

	private ParameterSetter text(FieldVector vector, TargetColumn column, int index) {
		// the server reads it as a value of its column, such as one of an enum
		boolean untyped = this.driver == Driver.POSTGRESQL
				&& !(TEXTS.contains(column.type()) && Set.of("text", "varchar", "bpchar").contains(column.typeName()));
		return (statement, row) -> {
			String value = String.valueOf(vector.getObject(row));
			if (untyped) {
				statement.setObject(index, value, Types.OTHER);
			}
			else {
				statement.setString(index, value);
			}
		};
	}

	private static ParameterSetter bytes(FieldVector vector, TargetColumn column, int index) {
		if (column.typeName().equalsIgnoreCase("uuid")) {
			return (statement, row) -> statement.setObject(index, uuid((byte[]) vector.getObject(row)));
		}
		if (TEXTS.contains(column.type())) {
			return (statement, row) -> statement.setString(index, uuid((byte[]) vector.getObject(row)).toString());
		}
		return (statement, row) -> statement.setBytes(index, (byte[]) vector.getObject(row));
	}

	private static UUID uuid(byte[] value) {
		if (value.length != 16) {
			throw new UnstorableValueException("a UUID has 16 bytes, not " + value.length);
		}
		ByteBuffer bytes = ByteBuffer.wrap(value);
		return new UUID(bytes.getLong(), bytes.getLong());
	}

	private ParameterSetter list(ListVector vector, TargetColumn column, int index) {
		TargetColumn element = column.element(this.driver);
		String elementType = element.typeName();
		IntFunction<@Nullable Object> elements = ListElements.of(vector.getDataVector(),
				NumberRange.of(element, this.driver), DecimalScale.of(element), this.dictionaries);
		ValueSize size = ValueSize.of(vector, this.dictionaries);
		return (statement, row) -> {
			size.checkList(row);
			@Nullable Object[] values = IntStream.range(vector.getElementStartIndex(row), vector.getElementEndIndex(row))
				.mapToObj(elements)
				.toArray();
			Array array = statement.getConnection().createArrayOf(elementType, values);
			try {
				statement.setArray(index, array);
			}
			catch (SQLException ex) {
				array.free();
				throw ex;
			}
		};
	}

}
