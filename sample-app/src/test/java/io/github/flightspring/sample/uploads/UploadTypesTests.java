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

package io.github.flightspring.sample.uploads;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UploadForm} and the writers of both forms: what comes back is what was
 * sent, whatever the type.
 */
class UploadTypesTests extends UploadStoreFixture {

	private static final int ROWS = 5;

	static Stream<ArrowType> columnTypes() {
		Stream<ArrowType> numbers = Stream.of(8, 16, 32, 64)
			.flatMap((bits) -> Stream.of(new ArrowType.Int(bits, true), new ArrowType.Int(bits, false)));
		Stream<ArrowType> times = Arrays.stream(TimeUnit.values()).map((unit) -> new ArrowType.Timestamp(unit, null));
		Stream<ArrowType> others = Stream.of(ArrowType.Bool.INSTANCE,
				new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
				new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), new ArrowType.Date(DateUnit.DAY),
				ArrowType.Utf8.INSTANCE, ArrowType.LargeUtf8.INSTANCE, ArrowType.Binary.INSTANCE,
				ArrowType.LargeBinary.INSTANCE);
		return Stream.of(numbers, times, others).flatMap((types) -> types);
	}

	static Stream<ArrowType> ipcTypes() {
		Stream<ArrowType> times = Arrays.stream(TimeUnit.values())
			.flatMap((unit) -> Stream.of(new ArrowType.Timestamp(unit, "Europe/Berlin"), new ArrowType.Duration(unit),
					new ArrowType.Time(unit, (unit.ordinal() < 2) ? 32 : 64)));
		Stream<ArrowType> intervals = Arrays.stream(IntervalUnit.values()).map(ArrowType.Interval::new);
		Stream<ArrowType> others = Stream.of(ArrowType.Null.INSTANCE, new ArrowType.Date(DateUnit.MILLISECOND),
				new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), new ArrowType.FixedSizeBinary(7),
				new ArrowType.Decimal(38, 10, 128), new ArrowType.Decimal(76, 10, 256), ArrowType.Utf8View.INSTANCE,
				ArrowType.BinaryView.INSTANCE, ArrowType.List.INSTANCE, ArrowType.LargeList.INSTANCE,
				new ArrowType.FixedSizeList(2), ArrowType.Struct.INSTANCE);
		return Stream.of(times, intervals, others).flatMap((types) -> types);
	}

	@ParameterizedTest
	@MethodSource
	void columnTypes(ArrowType type) throws Exception {
		assertThat(storeAndCompare(vector(type))).isEqualTo(UploadForm.COLUMNS);
	}

	@ParameterizedTest
	@MethodSource
	void ipcTypes(ArrowType type) throws Exception {
		assertThat(storeAndCompare(vector(type))).isEqualTo(UploadForm.IPC);
	}

	@Test
	void whenMetadataThenKept() throws Exception {
		Map<String, String> metadata = Map.of("unit", "miles");
		Field field = new Field("a", new FieldType(false, new ArrowType.Int(32, true), null, metadata), null);
		Schema schema = new Schema(List.of(field), Map.of("source", "test"));
		assertThat(UploadForm.of(schema)).isEqualTo(UploadForm.COLUMNS);
		assertThat(storeAndCompare(fill(field.createVector(this.call.allocator())))).isEqualTo(UploadForm.COLUMNS);
	}

	@Test
	void whenSmallTextReadThenOtherQueriesKeepLargeText() throws Exception {
		assertThat(storeAndCompare(vector(ArrowType.Utf8.INSTANCE))).isEqualTo(UploadForm.COLUMNS);
		try (ArrowReader rows = duckDb.query(this.call, "SELECT 'a' AS text")) {
			assertThat(rows.getVectorSchemaRoot().getSchema().findField("text").getType())
				.isEqualTo(ArrowType.LargeUtf8.INSTANCE);
		}
	}

	@Test
	void whenNotColumnsOfDuckDbThenIpc() {
		Field text = Field.nullable("text", ArrowType.Utf8.INSTANCE);
		Field large = Field.nullable("large", ArrowType.LargeUtf8.INSTANCE);
		assertThat(form(text)).isEqualTo(UploadForm.COLUMNS);
		assertThat(form()).isEqualTo(UploadForm.IPC);
		assertThat(form(text, large)).isEqualTo(UploadForm.IPC);
		assertThat(form(text, Field.nullable("TEXT", ArrowType.Utf8.INSTANCE))).isEqualTo(UploadForm.IPC);
		assertThat(form(Field.nullable("", ArrowType.Utf8.INSTANCE))).isEqualTo(UploadForm.IPC);
		assertThat(form(new Field("index",
				new FieldType(true, new ArrowType.Int(32, true), new DictionaryEncoding(1, false, null)), null)))
			.isEqualTo(UploadForm.IPC);
		assertThat(form(new Field("json",
				new FieldType(true, ArrowType.Utf8.INSTANCE, null, Map.of("ARROW:extension:name", "arrow.json")),
				null)))
			.isEqualTo(UploadForm.IPC);
	}

	@Test
	void whenColumnNameHasQuotesThenKept() throws Exception {
		FieldVector vector = fill(Field.nullable("a\"; DROP TABLE x; --", new ArrowType.Int(32, true))
			.createVector(this.call.allocator()));
		assertThat(storeAndCompare(vector)).isEqualTo(UploadForm.COLUMNS);
	}

	@Test
	void whenLargerThanAPieceThenPutTogetherAgain() throws Exception {
		IntVector ids = new IntVector("id", this.call.allocator());
		StructVector struct = StructVector.empty("s", this.call.allocator());
		IntVector child = struct.addOrGet("n", FieldType.nullable(new ArrowType.Int(32, true)), IntVector.class);
		int rows = IpcWriter.PIECE_BYTES / 2;
		IntStream.range(0, rows).forEach((i) -> {
			ids.setSafe(i, i);
			struct.setIndexDefined(i);
			child.setSafe(i, -i);
		});
		ids.setValueCount(rows);
		struct.setValueCount(rows);
		byte[] sent = TestTables.ipc(List.of(ids, struct), rows);
		assertThat(sent).hasSizeGreaterThan(3 * IpcWriter.PIECE_BYTES);
		UploadName name = new UploadName("pieces");
		try (ArrowReader upload = TestTables.reader(this.call.allocator(), sent)) {
			assertThat(store(name, upload)).isEqualTo(rows);
		}
		try (ArrowReader download = store.open(name, this.call)) {
			assertThat(download.loadNextBatch()).isTrue();
			assertThat(TestTables.ipc(download.getVectorSchemaRoot())).isEqualTo(sent);
			assertThat(download.loadNextBatch()).isFalse();
		}
	}

	private static UploadForm form(Field... fields) {
		return UploadForm.of(new Schema(List.of(fields)));
	}

	private UploadForm storeAndCompare(FieldVector vector) throws Exception {
		UploadName name = new UploadName("types");
		byte[] ipc = TestTables.ipc(List.of(vector), ROWS);
		Schema schema;
		List<String> sent;
		try (ArrowReader upload = TestTables.reader(this.call.allocator(), ipc)) {
			schema = upload.getVectorSchemaRoot().getSchema();
			upload.loadNextBatch();
			sent = values(upload.getVectorSchemaRoot().getVector(0));
		}
		try (ArrowReader upload = TestTables.reader(this.call.allocator(), ipc)) {
			assertThat(store(name, upload)).isEqualTo(ROWS);
		}
		assertThat(store.get(name).schema()).isEqualTo(schema);
		try (ArrowReader download = store.open(name, this.call)) {
			assertThat(download.getVectorSchemaRoot().getSchema()).isEqualTo(schema);
			assertThat(download.loadNextBatch()).isTrue();
			assertThat(values(download.getVectorSchemaRoot().getVector(0))).isEqualTo(sent).hasSize(ROWS);
			assertThat(download.loadNextBatch()).isFalse();
		}
		return store.get(name).form();
	}

	private static List<String> values(FieldVector vector) {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < vector.getValueCount(); i++) {
			values.add(Arrays.deepToString(new Object[] { vector.getObject(i) }));
		}
		return values;
	}

	private FieldVector vector(ArrowType type) {
		Field item = Field.nullable("item", new ArrowType.Int(32, true));
		List<Field> children = type.isComplex() ? List.of(item) : List.of();
		return fill(new Field("value", FieldType.nullable(type), children).createVector(this.call.allocator()));
	}

	/**
	 * Five rows: null, zero bits, one bits, and twice something in between.
	 */
	private static FieldVector fill(FieldVector vector) {
		vector.setInitialCapacity(ROWS);
		vector.allocateNew();
		if (vector instanceof BaseFixedWidthVector fixed) {
			for (int i = vector.getField().isNullable() ? 1 : 0; i < ROWS; i++) {
				fixed.setIndexDefined(i);
				int width = fixed.getTypeWidth();
				for (int b = 0; b < width; b++) {
					int last = (b == width - 1) ? 0x7F : 0xFF;
					int bits = switch (i) {
						case 2 -> last;
						case 3 -> 0x11 + b & last;
						case 4 -> (b == 0) ? 1 : 0;
						default -> 0;
					};
					fixed.getDataBuffer().setByte((long) i * width + b, bits);
				}
			}
		}
		for (int i = 1; i < ROWS; i++) {
			byte[] text = List.of("", "\0 zero", "日本語 and quite a bit more", "short")
				.get(i - 1)
				.getBytes(StandardCharsets.UTF_8);
			if (vector instanceof BaseVariableWidthVector variable) {
				variable.setSafe(i, text);
			}
			else if (vector instanceof BaseLargeVariableWidthVector variable) {
				variable.setSafe(i, text);
			}
			else if (vector instanceof BaseVariableWidthViewVector variable) {
				variable.setSafe(i, text);
			}
			else if (vector instanceof ListVector list) {
				((IntVector) list.getDataVector()).setSafe(list.startNewValue(i), i);
				list.endValue(i, 1);
			}
			else if (vector instanceof LargeListVector list) {
				((IntVector) list.getDataVector()).setSafe((int) list.startNewValue(i), i);
				list.endValue(i, 1);
			}
			else if (vector instanceof FixedSizeListVector list) {
				((IntVector) list.getDataVector()).setSafe(list.startNewValue(i), i);
			}
			else if (vector instanceof StructVector struct) {
				struct.setIndexDefined(i);
				((IntVector) struct.getChild("item")).setSafe(i, i);
			}
		}
		if (!(vector instanceof NullVector)) {
			assertThat(vector.isNull(ROWS - 1)).isFalse();
		}
		vector.setValueCount(ROWS);
		return vector;
	}

}
