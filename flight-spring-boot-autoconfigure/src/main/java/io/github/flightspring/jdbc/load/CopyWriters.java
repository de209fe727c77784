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

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

import io.github.flightspring.jdbc.copy.CopyFormat;
import io.github.flightspring.jdbc.copy.CopyType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the writers, once for each batch. There is one where the column stores
 * what an insert of the same value stores.
 *
 * @param dictionaries the dictionaries of encoded vectors
 */
record CopyWriters(DictionaryProvider dictionaries) {

	// an insert takes lists of these
	private static final Set<CopyType> ELEMENTS = EnumSet.of(CopyType.BOOL, CopyType.INT2, CopyType.INT4, CopyType.INT8,
			CopyType.FLOAT4, CopyType.FLOAT8, CopyType.NUMERIC, CopyType.TEXT, CopyType.VARCHAR, CopyType.BPCHAR);

	/**
	 * Return the writer of a column.
	 * @return the writer, or {@code null} if there is none for these types
	 */
	@Nullable CopyWriter of(FieldVector vector, CopyColumn column) {
		if (vector.getMinorType() == MinorType.NULL) {
			return (out, row) -> out.putInt(CopyFormat.NULL);
		}
		CopyWriter writer = ofValue(vector, column);
		if (writer == null) {
			return null;
		}
		return (out, row) -> {
			if (vector.isNull(row)) {
				out.putInt(CopyFormat.NULL);
			}
			else {
				writer.write(out, row);
			}
		};
	}

	private @Nullable CopyWriter ofValue(FieldVector vector, CopyColumn column) {
		DictionaryEncoding encoding = vector.getField().getDictionary();
		if (encoding != null) {
			CopyWriter decoded = of(this.dictionaries.lookup(encoding.getId()).getVector(), column);
			BaseIntVector indices = (BaseIntVector) vector;
			return (decoded != null) ? (out, row) -> decoded.write(out, (int) indices.getValueAsLong(row)) : null;
		}
		CopyType type = column.type();
		if (type == null) {
			return (vector instanceof ListVector lists) ? array(lists, column.elements()) : null;
		}
		return switch (type) {
			case BOOL -> bool(vector);
			case INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC -> CopyNumbers.of(vector, column, type);
			case TEXT, VARCHAR, BPCHAR, JSON -> text(vector, false);
			case JSONB -> text(vector, true);
			case BYTEA -> binary(vector);
			case UUID -> uuid(vector);
			case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> CopyTimes.of(vector, column);
			case NAME -> null;
		};
	}

	private static @Nullable CopyWriter bool(FieldVector vector) {
		return (vector instanceof BitVector bits) ? (out, row) -> {
			out.putInt(1);
			out.putByte(bits.get(row));
		} : null;
	}

	private static @Nullable CopyWriter text(FieldVector vector, boolean versioned) {
		return switch (vector.getMinorType()) {
			case VARCHAR -> bytes((BaseVariableWidthVector) vector, versioned);
			case LARGEVARCHAR, VIEWVARCHAR -> (out, row) -> {
				byte[] value = String.valueOf(vector.getObject(row)).getBytes(StandardCharsets.UTF_8);
				length(out, value.length, versioned);
				out.put(value);
			};
			default -> null;
		};
	}

	private static @Nullable CopyWriter binary(FieldVector vector) {
		return switch (vector.getMinorType()) {
			case VARBINARY -> bytes((BaseVariableWidthVector) vector, false);
			case LARGEVARBINARY, VIEWVARBINARY, FIXEDSIZEBINARY -> (out, row) -> {
				byte[] value = (byte[]) vector.getObject(row);
				out.putInt(value.length);
				out.put(value);
			};
			default -> null;
		};
	}

	private static CopyWriter bytes(BaseVariableWidthVector vector, boolean versioned) {
		return (out, row) -> {
			int start = vector.getStartOffset(row);
			int length = vector.getEndOffset(row) - start;
			length(out, length, versioned);
			out.put(vector.getDataBuffer(), start, length);
		};
	}

	/**
	 * Begin a value, which for jsonb has the version of its form before the text.
	 */
	private static void length(CopyBuffer out, int length, boolean versioned) {
		out.putInt(versioned ? length + 1 : length);
		if (versioned) {
			out.putByte(CopyFormat.JSONB_VERSION);
		}
	}

	private static @Nullable CopyWriter uuid(FieldVector vector) {
		if (!(vector instanceof FixedSizeBinaryVector ids) || ids.getByteWidth() != 16) {
			return null;
		}
		return (out, row) -> {
			ArrowBuf values = ids.getDataBuffer();
			out.putInt(16);
			out.put(values, row * 16L, 16);
		};
	}

	/**
	 * Arrays of one dimension, as the function array_recv reads them.
	 */
	private @Nullable CopyWriter array(ListVector vector, CopyColumn element) {
		CopyType type = element.type();
		if (type == null || !ELEMENTS.contains(type)) {
			return null;
		}
		FieldVector data = vector.getDataVector();
		// an insert sends elements as text, which widens a number in another way
		boolean widened = type == CopyType.FLOAT8 && data.getMinorType() != MinorType.FLOAT8;
		CopyWriter elements = widened ? null : of(data, element);
		if (elements == null) {
			return null;
		}
		ValueSize size = ValueSize.of(vector, this.dictionaries);
		return (out, row) -> {
			size.checkList(row);
			int start = vector.getElementStartIndex(row);
			int end = vector.getElementEndIndex(row);
			int place = out.begin();
			out.putInt((end > start) ? 1 : 0);
			out.putInt(1);
			out.putInt(type.oid());
			if (end > start) {
				out.putInt(end - start);
				out.putInt(1);
			}
			for (int i = start; i < end; i++) {
				elements.write(out, i);
			}
			out.end(place);
		};
	}

}
