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

package io.github.flightspring.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.UuidVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Data that others made: what is taken, and what is refused with which words.
 */
class RecordReaderTests {

	private final RootAllocator allocator = new RootAllocator();

	private final List<FieldVector> vectors = new ArrayList<>();

	@AfterEach
	void closeAllocator() {
		this.vectors.forEach(FieldVector::close);
		this.allocator.close();
	}

	private <V extends FieldVector> V own(V vector, int count, Consumer<V> content) {
		this.vectors.add(vector);
		vector.allocateNew();
		content.accept(vector);
		vector.setValueCount(count);
		return vector;
	}

	private <T> List<T> read(Class<T> type, FieldVector... columns) {
		RecordReader<T> reader = reader(type, columns);
		List<T> rows = new ArrayList<>();
		for (int i = 0; i < columns[0].getValueCount(); i++) {
			rows.add(reader.read(i));
		}
		return rows;
	}

	private <T> RecordReader<T> reader(Class<T> type, FieldVector... columns) {
		VectorSchemaRoot root = new VectorSchemaRoot(Arrays.asList(columns));
		root.setRowCount(columns[0].getValueCount());
		return RecordMapper.of(type).reader(root, null);
	}

	private void assertRefused(Class<?> type, FieldVector column, String message) {
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(type, column))
			.withMessage(message);
	}

	private IntVector ints(String name, @Nullable Integer... values) {
		return own(new IntVector(name, this.allocator), values.length, (vector) -> {
			for (int i = 0; i < values.length; i++) {
				Integer value = values[i];
				if (value == null) {
					vector.setNull(i);
				}
				else {
					vector.setSafe(i, value);
				}
			}
		});
	}

	private VarCharVector text(String name, String... values) {
		return own(new VarCharVector(name, this.allocator), values.length, (vector) -> {
			for (int i = 0; i < values.length; i++) {
				vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
			}
		});
	}

	@Test
	void whenIntegersAreNarrowerThenTheyAreWidened() {
		assertThat(read(OfLong.class, own(new TinyIntVector("v", this.allocator), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfLong(-1));
		assertThat(read(OfLong.class, own(new SmallIntVector("v", this.allocator), 1, (v) -> v.set(0, -2))))
			.containsExactly(new OfLong(-2));
		assertThat(read(OfLong.class, ints("v", Integer.MIN_VALUE))).containsExactly(new OfLong(Integer.MIN_VALUE));
		assertThat(read(OfLong.class, own(new UInt1Vector("v", this.allocator), 1, (v) -> v.set(0, 255))))
			.containsExactly(new OfLong(255));
		assertThat(read(OfLong.class, own(new UInt2Vector("v", this.allocator), 1, (v) -> v.set(0, 65535))))
			.containsExactly(new OfLong(65535));
		assertThat(read(OfLong.class, own(new UInt4Vector("v", this.allocator), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfLong(4294967295L));
		assertThat(read(OfDouble.class, ints("v", Integer.MAX_VALUE))).containsExactly(new OfDouble(Integer.MAX_VALUE));
		assertThat(read(OfDecimal.class, ints("v", 7))).containsExactly(new OfDecimal(new BigDecimal(7)));
	}

	@Test
	void whenUnsignedDoesNotFitThenRowIsRefused() {
		assertRefused(OfLong.class, own(new UInt8Vector("v", this.allocator), 2, (v) -> {
			v.set(0, Long.MAX_VALUE);
			v.set(1, -1);
		}), "row 1, column 'v': the value '18446744073709551615' is not between -9223372036854775808 and "
				+ "9223372036854775807");
		assertRefused(OfInt.class, own(new UInt4Vector("v", this.allocator), 1, (v) -> v.set(0, Integer.MIN_VALUE)),
				"row 0, column 'v': the value '2147483648' is not between -2147483648 and 2147483647");
		assertRefused(OfByte.class, own(new UInt1Vector("v", this.allocator), 1, (v) -> v.set(0, 128)),
				"row 0, column 'v': the value '128' is not between -128 and 127");
	}

	@Test
	void whenFloatsAreNarrowerThenTheyAreWidened() {
		assertThat(read(OfDouble.class, own(new Float4Vector("v", this.allocator), 1, (v) -> v.set(0, 0.1f))))
			.containsExactly(new OfDouble(0.1f));
		assertThat(read(OfDouble.class, own(new Float2Vector("v", this.allocator), 1, (v) -> v.set(0, (short) 0x3E00))))
			.containsExactly(new OfDouble(1.5));
	}

	@Test
	void whenTypeIsWiderThenColumnIsRefused() {
		assertRefused(OfInt.class, own(new BigIntVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type Int(64, true) cannot be read without loss; expected an integer of at most 32 bits");
		assertRefused(OfFloat.class, own(new Float8Vector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type FloatingPoint(DOUBLE) cannot be read without loss; expected a floating-point number"
				+ " of at most single precision");
		assertRefused(OfFloat.class, ints("v"), "column 'v': its type Int(32, true) cannot be read without loss; "
				+ "expected an integer of at most 16 bits");
		assertRefused(OfText.class, ints("v"),
				"column 'v': its type Int(32, true) cannot be read without loss; expected a UTF-8 type");
		assertRefused(OfBoolean.class, ints("v"),
				"column 'v': its type Int(32, true) cannot be read without loss; expected a boolean");
		assertRefused(OfInt.class, own(new BitVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type Bool cannot be read without loss; expected an integer of at most 32 bits");
		assertRefused(OfList.class, text("v"),
				"column 'v': its type Utf8 cannot be read without loss; expected a list");
		assertRefused(OfMap.class, text("v"), "column 'v': its type Utf8 cannot be read without loss; expected a map");
		assertRefused(OfPoint.class, text("v"),
				"column 'v': its type Utf8 cannot be read without loss; expected a struct");
		assertRefused(OfInstant.class, own(new TimeStampSecVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type Timestamp(SECOND, null) cannot be read without loss; "
				+ "expected a timestamp with a time zone");
		assertRefused(OfUuid.class, own(new FixedSizeBinaryVector("v", this.allocator, 15), 0, (v) -> {
		}), "column 'v': its type FixedSizeBinary(15) cannot be read without loss; "
				+ "expected a fixed-size binary of 16 bytes");
	}

	@Test
	void whenTextHasAnyLayoutThenItIsRead() {
		byte[] value = "é a text of more than twelve bytes".getBytes(StandardCharsets.UTF_8);
		String expected = new String(value, StandardCharsets.UTF_8);
		assertThat(read(OfText.class, own(new LargeVarCharVector("v", this.allocator), 1, (v) -> v.setSafe(0, value))))
			.containsExactly(new OfText(expected));
		assertThat(read(OfText.class, own(new ViewVarCharVector("v", this.allocator), 2, (v) -> {
			v.setSafe(0, value);
			v.setSafe(1, "short".getBytes(StandardCharsets.UTF_8));
		}))).containsExactly(new OfText(expected), new OfText("short"));
	}

	@Test
	void whenBinaryHasAnyLayoutThenItIsRead() {
		byte[] value = { 1, 2, 3 };
		assertThat(
				read(OfBytes.class, own(new LargeVarBinaryVector("v", this.allocator), 1, (v) -> v.setSafe(0, value)))
					.get(0)
					.v())
			.containsExactly(value);
		assertThat(read(OfBytes.class, own(new ViewVarBinaryVector("v", this.allocator), 1, (v) -> v.setSafe(0, value)))
			.get(0)
			.v()).containsExactly(value);
		assertThat(read(OfBytes.class,
				own(new FixedSizeBinaryVector("v", this.allocator, 3), 1, (v) -> v.setSafe(0, value)))
			.get(0)
			.v()).containsExactly(value);
	}

	@Test
	void whenTextIsNotUtf8ThenRowIsRefused() {
		VarCharVector column = own(new VarCharVector("v", this.allocator), 2, (v) -> {
			v.setSafe(0, "\uFFFD".getBytes(StandardCharsets.UTF_8));
			v.setSafe(1, new byte[] { 'a', (byte) 0xC3, '(' });
		});
		assertThat(reader(OfText.class, column).read(0)).isEqualTo(new OfText("\uFFFD"));
		assertRefused(OfText.class, column, "row 1, column 'v': the value is not UTF-8");
	}

	@Test
	void whenTimesHaveOtherUnitsThenTheyAreExact() {
		assertThat(read(OfInstant.class,
				own(new TimeStampNanoTZVector("v", this.allocator, "Europe/Berlin"), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfInstant(Instant.ofEpochSecond(-1, 999_999_999)));
		assertThat(read(OfOffset.class,
				own(new TimeStampMilliTZVector("v", this.allocator, "+02:00"), 1, (v) -> v.set(0, 1))))
			.containsExactly(new OfOffset(OffsetDateTime.parse("1970-01-01T02:00:00.001+02:00")));
		assertThat(read(OfZoned.class,
				own(new TimeStampMilliTZVector("v", this.allocator, "Europe/Berlin"), 1, (v) -> v.set(0, 0))))
			.containsExactly(new OfZoned(ZonedDateTime.parse("1970-01-01T01:00:00+01:00[Europe/Berlin]")));
		assertThat(read(OfLocal.class, own(new TimeStampSecVector("v", this.allocator), 1, (v) -> v.set(0, 86400))))
			.containsExactly(new OfLocal(LocalDateTime.parse("1970-01-02T00:00:00")));
		assertThat(read(OfTime.class, own(new TimeSecVector("v", this.allocator), 1, (v) -> v.set(0, 61))))
			.containsExactly(new OfTime(LocalTime.of(0, 1, 1)));
		assertThat(read(OfTime.class, own(new TimeNanoVector("v", this.allocator), 1, (v) -> v.set(0, 1))))
			.containsExactly(new OfTime(LocalTime.ofNanoOfDay(1)));
		assertThat(read(OfDate.class, own(new DateMilliVector("v", this.allocator), 1, (v) -> v.set(0, -86_400_000L))))
			.containsExactly(new OfDate(LocalDate.of(1969, 12, 31)));
		FieldType nanos = FieldType.nullable(new ArrowType.Duration(TimeUnit.NANOSECOND));
		assertThat(read(OfDuration.class, own(new DurationVector("v", nanos, this.allocator), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfDuration(Duration.ofNanos(-1)));
	}

	@Test
	void whenTimeIsOutOfRangeThenRowIsRefused() {
		assertRefused(OfTime.class, own(new TimeMilliVector("v", this.allocator), 1, (v) -> v.set(0, 86_400_000)),
				"row 0, column 'v': the value '86400000' is out of range");
		assertRefused(OfDate.class, own(new DateMilliVector("v", this.allocator), 1, (v) -> v.set(0, 1)),
				"row 0, column 'v': the value '1' is out of range");
		assertRefused(OfLocal.class,
				own(new TimeStampSecVector("v", this.allocator), 1, (v) -> v.set(0, Long.MAX_VALUE)),
				"row 0, column 'v': the value '9223372036854775807' is out of range");
		assertRefused(OfInstant.class, own(new TimeStampMilliTZVector("v", this.allocator, "Mars/Olympus"), 0, (v) -> {
		}), "column 'v': its type Timestamp(MILLISECOND, Mars/Olympus) cannot be read without loss; "
				+ "expected a time zone that Java knows");
	}

	@Test
	void whenIntervalsHaveOtherUnitsThenTheyAreRead() {
		assertThat(read(OfPeriod.class, own(new IntervalYearVector("v", this.allocator), 1, (v) -> v.set(0, 14))))
			.containsExactly(new OfPeriod(Period.of(1, 2, 0)));
		assertThat(read(OfPeriod.class, own(new IntervalDayVector("v", this.allocator), 1, (v) -> v.set(0, 3, 0))))
			.containsExactly(new OfPeriod(Period.ofDays(3)));
		assertRefused(OfPeriod.class,
				own(new IntervalMonthDayNanoVector("v", this.allocator), 1, (v) -> v.set(0, 1, 1, 1)),
				"row 0, column 'v': the interval has a part below a day, which a period cannot hold");
	}

	@Test
	void whenDecimalHasAnotherScaleThenItIsKept() {
		DecimalVector column = own(new DecimalVector("v", this.allocator, 38, 3), 2, (v) -> {
			v.set(0, new BigDecimal("-1.500"));
			v.set(1, new BigDecimal("7.000"));
		});
		assertThat(read(OfDecimal.class, column)).containsExactly(new OfDecimal(new BigDecimal("-1.500")),
				new OfDecimal(new BigDecimal("7.000")));
		assertThat(reader(OfInteger.class, column).read(1)).isEqualTo(new OfInteger(BigInteger.valueOf(7)));
		assertRefused(OfInteger.class, column, "row 0, column 'v': the value '-1.500' is not an integer");
	}

	@Test
	void whenUuidIsAnExtensionVectorThenItIsRead() {
		UuidVector column = new UuidVector("v", this.allocator, new FixedSizeBinaryVector("v", this.allocator, 16));
		own(column, 1, (v) -> v.setSafe(0, new UUID(1, 2)));
		assertThat(read(OfUuid.class, column)).containsExactly(new OfUuid(new UUID(1, 2)));
	}

	@Test
	void whenListHasAnyLayoutThenItIsRead() {
		ListVector list = own(ListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		LargeListVector large = own(LargeListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		FixedSizeListVector fixed = own(FixedSizeListVector.empty("v", 2, this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.setNotNull(0);
		});
		ListViewVector view = own(ListViewVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.setOffset(0, 0);
			v.setSize(0, 2);
			v.setValidity(0, 1);
		});
		for (FieldVector column : List.of(list, large, fixed, view)) {
			assertThat(read(OfList.class, column)).containsExactly(new OfList(Arrays.asList(5L, null)));
			assertThat(read(OfSet.class, column).get(0).v()).containsExactlyInAnyOrder(5, null);
			assertRefused(OfInts.class, column, "row 0, column 'v[]': is null, but the component cannot be");
		}
	}

	private void fill(IntVector elements) {
		elements.setSafe(0, 5);
		elements.setNull(1);
		elements.setValueCount(2);
	}

	@Test
	void whenDictionaryEncodedThenValuesAreDecoded() {
		DictionaryEncoding encoding = new DictionaryEncoding(9, false, new ArrowType.Int(8, true));
		FieldType type = new FieldType(true, new ArrowType.Int(8, true), encoding);
		TinyIntVector indices = own((TinyIntVector) new Field("v", type, null).createVector(this.allocator), 4, (v) -> {
			v.set(0, 1);
			v.set(1, 0);
			v.setNull(2);
			v.set(3, 2);
		});
		VectorSchemaRoot root = new VectorSchemaRoot(List.of(indices));
		MapDictionaryProvider texts = new MapDictionaryProvider(new Dictionary(text("d", "BLUE", "RED"), encoding));
		RecordReader<OfText> reader = RecordMapper.of(OfText.class).reader(root, texts);
		assertThat(List.of(reader.read(0), reader.read(1), reader.read(2))).containsExactly(new OfText("RED"),
				new OfText("BLUE"), new OfText(null));
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(3))
			.withMessage("row 3, column 'v': index '2' is outside its dictionary of 2");
		MapDictionaryProvider numbers = new MapDictionaryProvider(new Dictionary(ints("d", 10, 20), encoding));
		assertThat(RecordMapper.of(OfLong.class).reader(root, numbers).read(0)).isEqualTo(new OfLong(20));
		assertThat(RecordMapper.of(OfDouble.class).reader(root, numbers).read(1)).isEqualTo(new OfDouble(10));
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> RecordMapper.of(OfLong.class).reader(root, null))
			.withMessage("column 'v': its dictionary 9 is missing");
	}

	@Test
	void whenEnumIsTextThenNamesAreTakenAndOthersRefused() {
		assertThat(read(OfColor.class, text("v", "RED", "BLUE"))).containsExactly(new OfColor(Color.RED),
				new OfColor(Color.BLUE));
		assertRefused(OfColor.class, text("v", "RED", "red"),
				"row 1, column 'v': the value 'red' is none of [RED, BLUE]");
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(OfColor.class, text("v", "x".repeat(1_000_000))))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
	}

	@Test
	void whenRunEndEncodedThenValuesAreRead() {
		RunEndEncodedVector runs = new RunEndEncodedVector(
				new Field("v", FieldType.notNullable(ArrowType.RunEndEncoded.INSTANCE),
						List.of(Field.notNullable("run_ends", new ArrowType.Int(32, true)),
								Field.nullable("values", new ArrowType.Int(32, true)))),
				this.allocator, null);
		own(runs, 5, (v) -> {
			((IntVector) v.getRunEndsVector()).setSafe(0, 2);
			((IntVector) v.getRunEndsVector()).setSafe(1, 4);
			v.getRunEndsVector().setValueCount(2);
			((IntVector) v.getValuesVector()).setSafe(0, 7);
			((IntVector) v.getValuesVector()).setNull(1);
			v.getValuesVector().setValueCount(2);
		});
		RecordReader<OfBox> reader = reader(OfBox.class, runs);
		assertThat(List.of(reader.read(0), reader.read(1), reader.read(2), reader.read(3)))
			.containsExactly(new OfBox(7L), new OfBox(7L), new OfBox(null), new OfBox(null));
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(4))
			.withMessage("row 4, column 'v': its runs end before this row");
	}

	@Test
	void whenColumnIsMissingThenOnlyNullableComponentsDoWithout() {
		assertThat(read(Sparse.class, ints("id", 1)))
			.containsExactly(new Sparse(1, null, Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), null));
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(Sparse.class, ints("ID", 1), ints("x", 2)))
			.withMessage("column 'id': is missing; there are ['ID', 'x']");
		assertRefused(OfRequired.class, ints("other", 1), "column 'v': is missing; there are ['other']");
	}

	@Test
	void whenColumnIsThereTwiceThenItIsRefused() {
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(OfInt.class, ints("v", 1), ints("v", 2)))
			.withMessage("column 'v': is there more than once");
	}

	@Test
	void whenNullIsNotAllowedThenRowIsRefused() {
		assertRefused(OfInt.class, ints("v", 1, null), "row 1, column 'v': is null, but the component cannot be");
		assertRefused(OfRequired.class, own(new VarCharVector("v", this.allocator), 1, (v) -> v.setNull(0)),
				"row 0, column 'v': is null, but the component cannot be");
		assertRefused(OfInt.class, own(new NullVector("v"), 1, (v) -> {
		}), "row 0, column 'v': is null, but the component cannot be");
		assertThat(read(OfText.class, own(new NullVector("v"), 1, (v) -> {
		}))).containsExactly(new OfText(null));
	}

	@Test
	void whenConstructorRefusesThenRowAndReasonAreNamed() {
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(Picky.class, ints("v", 1, -1)))
			.withMessage("row 1: Picky refuses its values: v is negative")
			.satisfies((ex) -> {
				assertThat(ex.row()).isEqualTo(1);
				assertThat(ex.path()).isEmpty();
			});
		assertRefused(PickyText.class, own(new VarCharVector("v", this.allocator), 1, (v) -> v.setNull(0)),
				"row 0: PickyText refuses its values");
	}

	@Test
	void whenOffsetsLieThenRowIsRefused() {
		VarCharVector column = text("v", "abc", "def");
		for (int[] offsets : new int[][] { { 0, Integer.MAX_VALUE, 6 }, { -1, 3, 6 }, { 0, -5, 6 }, { 5, 3, 6 } }) {
			for (int i = 0; i < offsets.length; i++) {
				column.getOffsetBuffer().setInt(i * 4L, offsets[i]);
			}
			assertRefused(OfText.class, column, "row 0: offsets or sizes point outside the data");
		}
	}

	@Test
	void whenListsLieThenNothingIsAllocatedForThem() {
		ListVector list = own(ListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Null()));
			v.startNewValue(0);
			v.endValue(0, 0);
		});
		list.getDataVector().setValueCount(Integer.MAX_VALUE);
		for (int end : new int[] { Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 1 << 20 }) {
			list.getOffsetBuffer().setInt(4, end);
			assertRefused(OfList.class, list, "row 0: offsets or sizes point outside the data");
		}
		list.getOffsetBuffer().setInt(4, 2);
		assertThat(read(OfList.class, list)).containsExactly(new OfList(Arrays.asList(null, null)));
		list.getDataVector().setValueCount(0);
	}

	@Test
	void whenMapHasAKeyTwiceThenRowIsRefused() {
		MapVector map = MapVector.empty("v", this.allocator, false);
		own(map, 1, (v) -> {
			StructVector entries = (StructVector) v.addOrGetVector(FieldType.notNullable(new ArrowType.Struct()))
				.getVector();
			VarCharVector keys = entries.addOrGet("key", FieldType.notNullable(new ArrowType.Utf8()),
					VarCharVector.class);
			IntVector values = entries.addOrGet("value", FieldType.nullable(new ArrowType.Int(32, true)),
					IntVector.class);
			v.allocateNew();
			for (int i = 0; i < 2; i++) {
				keys.setSafe(i, new byte[] { 'k' });
				values.setSafe(i, i);
				entries.setIndexDefined(i);
			}
			entries.setValueCount(2);
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		assertRefused(OfMap.class, map, "row 0, column 'v': the map has a key more than once");
	}

	@Test
	void whenVectorsAreLoadedAnewThenTheReaderSeesTheNewRows() {
		IntVector column = ints("v", 1, 2);
		VectorSchemaRoot root = new VectorSchemaRoot(List.of(column));
		root.setRowCount(2);
		RecordReader<OfInt> reader = RecordMapper.of(OfInt.class).reader(root, null);
		assertThat(reader.read(1)).isEqualTo(new OfInt(2));
		root.clear();
		column.allocateNew(1000);
		column.set(0, 3);
		root.setRowCount(1);
		assertThat(reader.read(0)).isEqualTo(new OfInt(3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.read(1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.read(-1));
	}

	record OfByte(byte v) {
	}

	record OfInt(int v) {
	}

	record OfLong(long v) {
	}

	record OfBox(@Nullable Long v) {
	}

	record OfFloat(float v) {
	}

	record OfDouble(double v) {
	}

	record OfBoolean(boolean v) {
	}

	record OfText(@Nullable String v) {
	}

	record OfBytes(byte[] v) {
	}

	record OfRequired(@ArrowField(nullable = Nullability.NOT_NULL) String v) {
	}

	record OfInstant(Instant v) {
	}

	record OfOffset(OffsetDateTime v) {
	}

	record OfZoned(ZonedDateTime v) {
	}

	record OfLocal(LocalDateTime v) {
	}

	record OfDate(LocalDate v) {
	}

	record OfTime(LocalTime v) {
	}

	record OfDuration(Duration v) {
	}

	record OfPeriod(Period v) {
	}

	record OfDecimal(@ArrowDecimal(precision = 10, scale = 2) BigDecimal v) {
	}

	record OfInteger(@ArrowDecimal(precision = 10, scale = 0) BigInteger v) {
	}

	record OfUuid(UUID v) {
	}

	record OfList(List<@Nullable Long> v) {
	}

	record OfSet(Set<@Nullable Integer> v) {
	}

	record OfInts(int[] v) {
	}

	record OfMap(Map<String, Integer> v) {
	}

	record OfPoint(OfInt v) {
	}

	enum Color {

		RED, BLUE

	}

	record OfColor(Color v) {
	}

	record Sparse(int id, @Nullable String text, Optional<String> optional, OptionalInt number, OptionalLong large,
			@Nullable OfInt struct) {
	}

	record Picky(int v) {

		Picky {
			if (v < 0) {
				throw new IllegalArgumentException("v is negative");
			}
		}

	}

	record PickyText(@Nullable String v) {

		PickyText {
			v.length();
		}

	}

}
