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

package io.github.flightspring.ipc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The buffer layout of a field, computed once per schema.
 *
 * @param path the name of the field, preceded by the names of its parents
 * @param field the field, in memory format
 * @param kind the kind of layout
 * @param width the width of a value in bytes for {@link Kind#FIXED}, the number of values
 * for {@link Kind#FIXED_LIST}
 * @param utf8 whether values are text
 * @param childOfType for unions, the index of the child by type id, -1 for none
 * @param children the layouts of the children
 * @param inUnion whether the field is in a dense union, at any depth
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#buffer-listing-for-each-layout">Arrow
 * columnar format, Buffer Listing for Each Layout</a>
 */
record ColumnLayout(String path, Field field, Kind kind, int width, boolean utf8, int[] childOfType,
		List<ColumnLayout> children, boolean inUnion) {

	private static final int[] NO_TYPES = {};

	static List<ColumnLayout> of(List<Field> fields) {
		return of("", fields, false);
	}

	static ColumnLayout of(Field field) {
		return of("", field, false);
	}

	static ColumnLayout of(String path, Field field) {
		return at(path, field, false);
	}

	private static List<ColumnLayout> of(String parent, List<Field> fields, boolean inUnion) {
		List<ColumnLayout> layouts = new ArrayList<>(fields.size());
		fields.forEach((field) -> layouts.add(of(parent, field, inUnion)));
		return layouts;
	}

	private static ColumnLayout of(String parent, Field field, boolean inUnion) {
		String path = parent.isEmpty() ? String.valueOf(field.getName()) : parent + "." + field.getName();
		return at(path, field, inUnion);
	}

	private static ColumnLayout at(String path, Field field, boolean inUnion) {
		ArrowType type = storageType(field.getType());
		int[] childOfType = (type instanceof ArrowType.Union union) ? childOfType(union) : NO_TYPES;
		boolean utf8 = type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8
				|| type instanceof ArrowType.Utf8View;
		Kind kind = kind(type);
		return new ColumnLayout(path, field, kind, width(type), utf8, childOfType,
				of(path, field.getChildren(), inUnion || kind == Kind.DENSE_UNION), inUnion);
	}

	/**
	 * The vectors of the children, in the order of the children here. Arrow's dense union
	 * sorts the children of its field by type id, but not its vectors.
	 * @param vector a vector of this layout
	 * @return the vectors
	 */
	List<FieldVector> children(FieldVector vector) {
		FieldVector storage = vector;
		while (storage instanceof ExtensionTypeVector<?> extension) {
			storage = extension.getUnderlyingVector();
		}
		List<FieldVector> made = vector.getChildrenFromFields();
		if (!(storage instanceof DenseUnionVector union) || made.size() != this.children.size()) {
			return made;
		}
		List<FieldVector> ordered = new ArrayList<>(made);
		for (int type = 0; type < this.childOfType.length; type++) {
			if (this.childOfType[type] >= 0 && union.getVectorByType((byte) type) instanceof FieldVector child) {
				ordered.set(this.childOfType[type], child);
			}
		}
		return ordered;
	}

	static ArrowType storageType(ArrowType type) {
		ArrowType storage = type;
		while (storage instanceof ExtensionType extension) {
			storage = extension.storageType();
		}
		return storage;
	}

	/**
	 * The type ids of a union.
	 * @return the ids
	 */
	int[] typeIds() {
		return IntStream.range(0, this.childOfType.length).filter((type) -> this.childOfType[type] >= 0).toArray();
	}

	private static int[] childOfType(ArrowType.Union union) {
		int[] children = new int[Byte.MAX_VALUE + 1];
		Arrays.fill(children, -1);
		int[] ids = union.getTypeIds();
		for (int i = 0; i < ids.length; i++) {
			children[ids[i]] = i;
		}
		return children;
	}

	private static Kind kind(ArrowType type) {
		return switch (type.getTypeID()) {
			case Null -> Kind.NULL;
			case Bool -> Kind.BIT;
			case Utf8, Binary -> Kind.VARIABLE;
			case LargeUtf8, LargeBinary -> Kind.LARGE_VARIABLE;
			case Utf8View, BinaryView -> Kind.VIEW;
			case List, Map -> Kind.LIST;
			case LargeList -> Kind.LARGE_LIST;
			case ListView -> Kind.LIST_VIEW;
			case LargeListView -> Kind.LARGE_LIST_VIEW;
			case FixedSizeList -> Kind.FIXED_LIST;
			case Struct -> Kind.STRUCT;
			case Union ->
				(((ArrowType.Union) type).getMode() == UnionMode.Sparse) ? Kind.SPARSE_UNION : Kind.DENSE_UNION;
			case RunEndEncoded -> Kind.RUN_END;
			case Int, FloatingPoint, FixedSizeBinary, Decimal, Date, Time, Timestamp, Interval, Duration -> Kind.FIXED;
			default -> throw new IllegalArgumentException("Type " + type + " is not supported");
		};
	}

	private static int width(ArrowType type) {
		return switch (type.getTypeID()) {
			case Int -> ((ArrowType.Int) type).getBitWidth() / 8;
			case FloatingPoint -> switch (((ArrowType.FloatingPoint) type).getPrecision()) {
				case HALF -> 2;
				case SINGLE -> 4;
				case DOUBLE -> 8;
			};
			case FixedSizeBinary -> ((ArrowType.FixedSizeBinary) type).getByteWidth();
			case Decimal -> ((ArrowType.Decimal) type).getBitWidth() / 8;
			case Date -> switch (((ArrowType.Date) type).getUnit()) {
				case DAY -> 4;
				case MILLISECOND -> 8;
			};
			case Time -> ((ArrowType.Time) type).getBitWidth() / 8;
			case Timestamp, Duration -> 8;
			case Interval -> switch (((ArrowType.Interval) type).getUnit()) {
				case YEAR_MONTH -> 4;
				case DAY_TIME -> 8;
				case MONTH_DAY_NANO -> 16;
			};
			case FixedSizeList -> ((ArrowType.FixedSizeList) type).getListSize();
			default -> 0;
		};
	}

	/**
	 * A kind of layout, with the number of its buffers.
	 */
	enum Kind {

		NULL(0), BIT(2), FIXED(2), VARIABLE(3), LARGE_VARIABLE(3), VIEW(2), LIST(2), LARGE_LIST(2), LIST_VIEW(3),
		LARGE_LIST_VIEW(3), FIXED_LIST(1), STRUCT(1), SPARSE_UNION(1), DENSE_UNION(2), RUN_END(0);

		private final int buffers;

		Kind(int buffers) {
			this.buffers = buffers;
		}

		/**
		 * The number of buffers, without the data buffers of views.
		 * @return the number
		 */
		int buffers() {
			return this.buffers;
		}

		boolean hasValidity() {
			return switch (this) {
				case NULL, SPARSE_UNION, DENSE_UNION, RUN_END -> false;
				default -> true;
			};
		}

	}

}
