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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * The writing of rows. The allocator fails each test that leaks.
 */
class RecordWriterTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private <T> RecordWriter<T> writer(Class<T> type) {
		return RecordMapper.of(type).writer(this.allocator);
	}

	private <T> void assertRefused(Class<T> type, T row, String path, String problem) {
		try (RecordWriter<T> writer = writer(type)) {
			assertThatExceptionOfType(RecordWriteException.class).isThrownBy(() -> writer.write(row))
				.withMessage("'" + path + "': " + problem)
				.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path));
			assertThat(writer.rowCount()).isZero();
		}
	}

	@Test
	void whenValueIsOutOfRangeThenNamesComponentAndValue() {
		assertRefused(At.class, new At(Instant.MIN), "At.at",
				"the value '" + Instant.MIN + "' is out of the range of the field's type");
		assertRefused(AtNanos.class, new AtNanos(Instant.parse("3000-01-01T00:00:00Z")), "AtNanos.at",
				"the value '3000-01-01T00:00:00Z' is out of the range of the field's type");
		assertRefused(On.class, new On(LocalDate.MIN), "On.on",
				"the value '-999999999-01-01' is out of the range of the field's type");
		assertRefused(Took.class, new Took(Duration.ofSeconds(Long.MAX_VALUE)), "Took.took",
				"the value '" + Duration.ofSeconds(Long.MAX_VALUE) + "' is out of the range of the field's type");
		assertRefused(Every.class, new Every(Period.ofYears(Integer.MAX_VALUE)), "Every.period",
				"the period 'P2147483647Y' has more months than 32 bits hold");
	}

	@Test
	void whenDecimalDoesNotFitThenNamesComponentAndValue() {
		for (String value : List.of("1000", "0.001", "1E+999999999", "1E-999999999", "-1000.00")) {
			assertRefused(Price.class, new Price(new BigDecimal(value)), "Price.price",
					"the value '" + value + "' does not fit a decimal of precision 5 and scale 2");
		}
	}

	@Test
	void whenNullIsNotAllowedThenNamesComponent() {
		assertRefused(Required.class, new Required(null), "Required.name", "is null, but its field is not nullable");
		Map<@Nullable String, Integer> nullKey = new HashMap<>();
		nullKey.put(null, 1);
		assertRefused(Keyed.class, new Keyed(nullKey), "Keyed.map{key}", "is null, but its field is not nullable");
		assertRefused(At.class, null, "At", "row 0 is null");
	}

	@Test
	void whenAccessorThrowsThenNamesComponentAndKeepsCause() {
		try (RecordWriter<Holder> writer = writer(Holder.class)) {
			assertThatExceptionOfType(RecordWriteException.class)
				.isThrownBy(() -> writer.write(new Holder(1, List.of(new Throwing(1), new Throwing(-1)))))
				.withMessage("'Holder.list[].value': its accessor threw java.lang.UnsupportedOperationException")
				.withCauseInstanceOf(UnsupportedOperationException.class);
		}
	}

	@Test
	void whenRowFailsHalfWayThenNextRowTakesItsPlace() {
		Mixed good = new Mixed("x", List.of(1, 2), null, new BigDecimal("1.00"));
		Mixed other = new Mixed(null, null, List.of("q"), null);
		Mixed bad = new Mixed("a long text that is dropped again", Arrays.asList(9, null, 9), List.of("p", "p"),
				new BigDecimal("1E+9"));
		try (RecordWriter<Mixed> writer = writer(Mixed.class)) {
			for (int i = 0; i < 20; i++) {
				writer.write((i % 3 == 0) ? other : good);
				long bytes = writer.byteCount();
				assertThatExceptionOfType(RecordWriteException.class).isThrownBy(() -> writer.write(bad));
				assertThat(writer.byteCount()).isEqualTo(bytes);
			}
			Batches.send(this.allocator, writer, (root, dictionaries) -> {
				List<Mixed> rows = Batches.read(RecordMapper.of(Mixed.class), root, dictionaries);
				for (int i = 0; i < 20; i++) {
					assertThat(rows.get(i)).isEqualTo((i % 3 == 0) ? other : good);
				}
			});
		}
	}

	@Test
	void whenParentIsNullThenNotNullChildrenAreEmpty() {
		assertThat(Batches.roundTrip(this.allocator, Outer.class, new Outer(new Inner(1, "a", Color.GREEN)),
				new Outer(null), new Outer(new Inner(2, "b", Color.RED))))
			.containsExactly(new Outer(new Inner(1, "a", Color.GREEN)), new Outer(null),
					new Outer(new Inner(2, "b", Color.RED)));
	}

	@Test
	void whenRowsAreWrittenThenByteCountIsTheBodysLength() {
		try (RecordWriter<Mixed> writer = writer(Mixed.class)) {
			assertThat(writer.byteCount()).isZero();
			for (int i = 0; i < 1000; i++) {
				writer.write(new Mixed("x".repeat(i % 50), List.of(i, i), (i % 2 == 0) ? null : List.of("a", "b" + i),
						BigDecimal.ONE));
			}
			long counted = writer.byteCount();
			assertThat(counted).isCloseTo(Batches.bodyLength(writer.finishBatch()), within(11 * 4L));
		}
	}

	@Test
	void whenNextBatchHasNoNullsThenThoseOfTheLastAreGone() {
		try (RecordWriter<Point> writer = writer(Point.class)) {
			writer.write(new Point(1, null));
			writer.write(new Point(2, null));
			writer.finishBatch();
			writer.reset();
			writer.write(new Point(3, "a"));
			writer.write(new Point(4, null));
			assertThat(Batches.read(RecordMapper.of(Point.class), writer.finishBatch(), writer.dictionaries()))
				.containsExactly(new Point(3, "a"), new Point(4, null));
		}
	}

	@Test
	void whenBatchIsFinishedThenNoRowIsTakenBeforeReset() {
		try (RecordWriter<Point> writer = writer(Point.class)) {
			fill(writer, 1);
			assertThat(writer.finishBatch()).isSameAs(writer.finishBatch()).isSameAs(writer.root());
			assertThatIllegalStateException().isThrownBy(() -> fill(writer, 1)).withMessageContaining("reset()");
			writer.reset();
			assertThat(writer.root().getRowCount()).isZero();
			fill(writer, 1);
			assertThat(writer.rowCount()).isOne();
		}
	}

	@Test
	void whenClosedThenNoRowIsTaken() {
		RecordWriter<Point> writer = writer(Point.class);
		fill(writer, 1);
		writer.close();
		writer.close();
		assertThatIllegalStateException().isThrownBy(() -> fill(writer, 1)).withMessageContaining("closed");
		assertThatIllegalStateException().isThrownBy(writer::finishBatch).withMessageContaining("closed");
		assertThatIllegalStateException().isThrownBy(writer::reset).withMessageContaining("closed");
	}

	private static void fill(RecordWriter<Point> writer, int rows) {
		for (int i = 0; i < rows; i++) {
			writer.write(new Point(i, "" + i));
		}
	}

	private record Point(int x, @Nullable String name) {
	}

	record At(Instant at) {
	}

	record AtNanos(@ArrowField(unit = Unit.NANOSECOND) Instant at) {
	}

	record On(LocalDate on) {
	}

	record Took(Duration took) {
	}

	record Every(Period period) {
	}

	record Price(@ArrowDecimal(precision = 5, scale = 2) BigDecimal price) {
	}

	record Required(@ArrowField(nullable = Nullability.NOT_NULL) @Nullable String name) {
	}

	record Keyed(Map<@Nullable String, Integer> map) {
	}

	record Throwing(int value) {

		@Override
		public int value() {
			if (this.value < 0) {
				throw new UnsupportedOperationException("negative");
			}
			return this.value;
		}

	}

	record Holder(int id, List<Throwing> list) {
	}

	record Mixed(@Nullable String text, @Nullable List<@Nullable Integer> numbers, @Nullable List<String> words,
			@Nullable @ArrowDecimal(precision = 5, scale = 2) BigDecimal price) {
	}

	enum Color {

		RED, GREEN

	}

	record Inner(int id, @ArrowField(nullable = Nullability.NOT_NULL) String name,
			@ArrowField(nullable = Nullability.NOT_NULL) Color color) {
	}

	record Outer(@Nullable Inner inner) {
	}

}
