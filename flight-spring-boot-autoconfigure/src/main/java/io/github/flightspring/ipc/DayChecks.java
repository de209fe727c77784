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

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Checks that times of day are within a day, and that dates in milliseconds are whole
 * days. Memory that no value uses, such as that of a null, may hold anything.
 *
 * @see <a href="https://github.com/apache/arrow/blob/main/format/Schema.fbs">Schema.fbs,
 * Date and Time</a>
 */
final class DayChecks {

	private static final long DAY_MILLIS = 86_400_000L;

	// in longer columns, whose lengths may be all that was sent, every value counts as
	// used
	private static final int LONGEST = 1 << 24;

	private DayChecks() {
	}

	static boolean isIn(List<ColumnLayout> columns) {
		return columns.stream().anyMatch(DayChecks::isIn);
	}

	private static boolean isIn(ColumnLayout column) {
		ArrowType type = ColumnLayout.storageType(column.field().getType());
		return type instanceof ArrowType.Time
				|| (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.MILLISECOND)
				|| isIn(column.children());
	}

	/**
	 * Check the values of a batch.
	 * @param columns the layouts of the vectors
	 * @param vectors the vectors
	 */
	static void check(List<ColumnLayout> columns, List<FieldVector> vectors) {
		check(columns, vectors, null);
	}

	private static void check(List<ColumnLayout> columns, List<FieldVector> vectors, @Nullable BitSet used) {
		for (int i = 0; i < columns.size(); i++) {
			check(columns.get(i), vectors.get(i), used);
		}
	}

	/**
	 * Check the values of a column.
	 * @param used the used values, or {@code null} for all
	 */
	private static void check(ColumnLayout column, FieldVector vector, @Nullable BitSet used) {
		if (!isIn(column)) {
			return;
		}
		if (vector instanceof ExtensionTypeVector<?> extension) {
			check(column, (FieldVector) extension.getUnderlyingVector(), used);
			return;
		}
		List<FieldVector> children = vector.getChildrenFromFields();
		switch (column.kind()) {
			case FIXED -> values(column, vector, used);
			case STRUCT -> check(column.children(), children, valid(vector, used));
			case SPARSE_UNION, DENSE_UNION -> {
				for (int i = 0; i < children.size(); i++) {
					check(column.children().get(i), children.get(i), ofType(column, vector, i, used));
				}
			}
			case RUN_END -> check(column.children().get(1), children.get(1), runs((RunEndEncodedVector) vector, used));
			default -> check(column.children(), children, elements(column, vector, used));
		}
	}

	private static @Nullable BitSet valid(FieldVector vector, @Nullable BitSet used) {
		if (vector.getValueCount() > LONGEST || vector.getNullCount() == 0) {
			return used;
		}
		BitSet valid = new BitSet(vector.getValueCount());
		for (int i = 0; i < vector.getValueCount(); i++) {
			valid.set(i, isUsed(used, i) && !vector.isNull(i));
		}
		return valid;
	}

	private static @Nullable BitSet elements(ColumnLayout column, FieldVector list, @Nullable BitSet used) {
		int count = list.getChildrenFromFields().get(0).getValueCount();
		if (count == 0 || count > LONGEST) {
			return null;
		}
		// views may overlap: if several start together, the longest counts
		int[] ends = new int[count + 1];
		for (int i = 0; i < list.getValueCount(); i++) {
			if (isUsed(used, i) && !list.isNull(i)) {
				int start = start(column, list, i);
				ends[start] = Math.max(ends[start], start + length(column, list, i));
			}
		}
		BitSet elements = new BitSet(count);
		int end = 0;
		for (int i = 0; i < count; i++) {
			end = Math.max(end, ends[i]);
			elements.set(i, i < end);
		}
		return elements;
	}

	// all of them were checked to be within the child, whose length is an int
	private static int start(ColumnLayout column, FieldVector list, int index) {
		return switch (column.kind()) {
			case FIXED_LIST -> index * column.width();
			case LARGE_LIST, LARGE_LIST_VIEW -> (int) list.getOffsetBuffer().getLong(8L * index);
			default -> list.getOffsetBuffer().getInt(4L * index);
		};
	}

	private static int length(ColumnLayout column, FieldVector list, int index) {
		return switch (column.kind()) {
			case FIXED_LIST -> column.width();
			case LIST_VIEW -> ((ListViewVector) list).getSizeBuffer().getInt(4L * index);
			case LARGE_LIST_VIEW -> (int) ((LargeListViewVector) list).getSizeBuffer().getLong(8L * index);
			default -> start(column, list, index + 1) - start(column, list, index);
		};
	}

	private static @Nullable BitSet ofType(ColumnLayout column, FieldVector union, int child, @Nullable BitSet used) {
		if (union.getChildrenFromFields().get(child).getValueCount() > LONGEST) {
			return null;
		}
		BitSet values = new BitSet();
		for (int i = 0; i < union.getValueCount(); i++) {
			int type = (union instanceof DenseUnionVector dense) ? dense.getTypeId(i)
					: ((UnionVector) union).getTypeBuffer().getByte(i);
			if (isUsed(used, i) && column.childOfType()[type] == child) {
				values.set((union instanceof DenseUnionVector dense) ? dense.getOffset(i) : i);
			}
		}
		return values;
	}

	private static BitSet runs(RunEndEncodedVector vector, @Nullable BitSet used) {
		BaseIntVector ends = (BaseIntVector) vector.getRunEndsVector();
		BitSet runs = new BitSet();
		int start = 0;
		for (int i = 0; start < vector.getValueCount(); i++) {
			int next = (used != null) ? used.nextSetBit(start) : start;
			start = (int) ends.getValueAsLong(i);
			runs.set(i, next >= 0 && next < start);
		}
		return runs;
	}

	private static boolean isUsed(@Nullable BitSet used, int index) {
		return used == null || used.get(index);
	}

	private static void values(ColumnLayout column, FieldVector vector, @Nullable BitSet used) {
		ArrowType.Time time = (ColumnLayout.storageType(column.field().getType()) instanceof ArrowType.Time type) ? type
				: null;
		long day = (time != null) ? day(time.getUnit()) : DAY_MILLIS;
		ArrowBuf data = vector.getDataBuffer();
		for (int i = 0; i < vector.getValueCount(); i++) {
			long value = BatchValidator.integer(data, column.width(), i);
			boolean right = (time != null) ? value >= 0 && value < day : value % day == 0;
			if (!right && isUsed(used, i) && !vector.isNull(i)) {
				throw invalid(column, i, value, time);
			}
		}
	}

	private static RuntimeException invalid(ColumnLayout column, int index, long value, ArrowType.@Nullable Time time) {
		if (time == null) {
			return WireErrors.invalid(
					"value %d of column '%s' is %d milliseconds, which is no date, since it is not a whole day", index,
					column.path(), value);
		}
		return WireErrors.invalid("value %d of column '%s' is %d %ss, which is no time of day", index, column.path(),
				value, time.getUnit().name().toLowerCase(Locale.ROOT));
	}

	private static long day(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> 86_400L;
			case MILLISECOND -> DAY_MILLIS;
			case MICROSECOND -> 86_400_000_000L;
			case NANOSECOND -> 86_400_000_000_000L;
		};
	}

}
