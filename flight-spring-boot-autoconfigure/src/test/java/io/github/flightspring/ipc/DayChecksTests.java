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

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Times of day that are within no day, and dates that are no whole days, are refused
 * where they come in, wherever they are; what no value uses is not looked at.
 */
class DayChecksTests {

	private static final int BAD = 86_400;

	private static final Field SECONDS = time(TimeUnit.SECOND);

	private static final Field DATE = Columns.field("d", new ArrowType.Date(DateUnit.MILLISECOND));

	private final RootAllocator allocator = new RootAllocator(64 << 20);

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private static Field time(TimeUnit unit) {
		boolean coarse = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
		return Columns.field("t", new ArrowType.Time(unit, coarse ? 32 : 64));
	}

	private static Field union(UnionMode mode) {
		return Columns.field("u", new ArrowType.Union(mode, new int[] { 3, 5 }), SECONDS,
				Columns.field("n", new ArrowType.Int(32, true)));
	}

	private static Field runs() {
		return Columns.field("r", new ArrowType.RunEndEncoded(),
				new Field("run_ends", FieldType.notNullable(new ArrowType.Int(32, true)), null), SECONDS);
	}

	private static Crafted times(long... values) {
		return Crafted.rows(values.length).node(values.length, 0).none().longs(values);
	}

	static Stream<Arguments> right() {
		Field struct = Columns.field("s", new ArrowType.Struct(), SECONDS);
		Field list = Columns.field("l", new ArrowType.List(), SECONDS);
		Field large = Columns.field("l", new ArrowType.LargeList(), SECONDS);
		Field fixed = Columns.field("l", new ArrowType.FixedSizeList(2), SECONDS);
		Field view = Columns.field("l", new ArrowType.ListView(), SECONDS);
		Field largeView = Columns.field("l", new ArrowType.LargeListView(), SECONDS);
		byte first = 1;
		byte second = 2;
		return Stream.of(Arguments.of("edges in seconds", SECONDS, Crafted.rows(2).node(2, 0).none().ints(0, 86_399)),
				Arguments.of("edges in milliseconds", time(TimeUnit.MILLISECOND),
						Crafted.rows(2).node(2, 0).none().ints(0, 86_399_999)),
				Arguments.of("edges in microseconds", time(TimeUnit.MICROSECOND), times(0, 86_399_999_999L)),
				Arguments.of("edges in nanoseconds", time(TimeUnit.NANOSECOND), times(0, 86_399_999_999_999L)),
				Arguments.of("whole days", DATE,
						times(0, -86_400_000, Long.MAX_VALUE / 86_400_000 * 86_400_000,
								Long.MIN_VALUE / 86_400_000 * 86_400_000)),
				Arguments.of("null", SECONDS, Crafted.rows(2).node(2, 1).bytes(first).ints(1, BAD)),
				Arguments.of("null of date", DATE, Crafted.rows(2).node(2, 1).bytes(first).longs(0, 1)),
				Arguments.of("null without a bitmap", SECONDS, Crafted.rows(2).node(2, 2).none().ints(-1, BAD)),
				Arguments.of("child of a null struct", struct,
						Crafted.rows(2).node(2, 1).node(2, 0).bytes(first).none().ints(1, BAD)),
				Arguments.of("elements of a null list", list,
						Crafted.rows(2).node(2, 1).node(3, 0).bytes(first).ints(0, 1, 3).none().ints(1, BAD, BAD)),
				Arguments.of("elements of a null large list", large,
						Crafted.rows(2).node(2, 1).node(3, 0).bytes(first).longs(0, 1, 3).none().ints(1, BAD, BAD)),
				Arguments.of("elements before the first list", list,
						Crafted.rows(1).node(1, 0).node(3, 0).none().ints(1, 2).none().ints(BAD, 1, BAD)),
				Arguments.of("elements of a null fixed list", fixed,
						Crafted.rows(2).node(2, 1).node(4, 0).bytes(second).none().ints(BAD, BAD, 1, 2)),
				Arguments.of("elements that no view uses", view,
						Crafted.rows(1).node(1, 0).node(3, 0).none().ints(1).ints(1).none().ints(BAD, 1, BAD)),
				Arguments.of("elements that no large view uses", largeView,
						Crafted.rows(1).node(1, 0).node(3, 0).none().longs(1).longs(1).none().ints(BAD, 1, BAD)),
				Arguments.of("value of a dense union that no row uses", union(UnionMode.Dense),
						Crafted.rows(2)
							.node(2, 0)
							.node(3, 0)
							.node(1, 0)
							.bytes((byte) 3, (byte) 5)
							.ints(1, 0)
							.none()
							.ints(BAD, 1, BAD)
							.none()
							.ints(BAD)),
				Arguments.of("value of a sparse union that its row does not use", union(UnionMode.Sparse),
						Crafted.rows(2)
							.node(2, 0)
							.node(2, 0)
							.node(2, 0)
							.bytes((byte) 3, (byte) 5)
							.none()
							.ints(1, BAD)
							.none()
							.ints(BAD, BAD)),
				Arguments.of("run after the last row", runs(),
						Crafted.rows(2).node(2, 0).node(2, 0).node(2, 0).none().ints(2, 3).none().ints(1, BAD)),
				Arguments.of("run of nulls below a struct", Columns.field("s", new ArrowType.Struct(), runs()),
						Crafted.rows(3)
							.node(3, 2)
							.node(3, 0)
							.node(2, 0)
							.node(2, 0)
							.bytes(first)
							.none()
							.ints(1, 3)
							.none()
							.ints(1, BAD)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("right")
	void whenTimesThatAreUsedAreRightThenTheBatchIsTaken(String what, Field field, Crafted batch) throws IOException {
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(field), batch.batch()), this.allocator)) {
			assertThat(reader.next()).isTrue();
		}
	}

	static Stream<Arguments> wrong() {
		Field struct = Columns.field("s", new ArrowType.Struct(), SECONDS);
		Field key = new Field("key", FieldType.notNullable(new ArrowType.Int(32, true)), null);
		Field entries = new Field("entries", FieldType.notNullable(new ArrowType.Struct()), List.of(key, SECONDS));
		return Stream.of(
				Arguments.of("value 1 of column 't' is 86400 seconds, which is no time of day", SECONDS,
						Crafted.rows(2).node(2, 0).none().ints(1, BAD)),
				Arguments.of("value 0 of column 't' is -1 seconds", SECONDS,
						Crafted.rows(1).node(1, 0).none().ints(-1)),
				Arguments.of("value 0 of column 't' is -2147483648 milliseconds", time(TimeUnit.MILLISECOND),
						Crafted.rows(1).node(1, 0).none().ints(Integer.MIN_VALUE)),
				Arguments.of("value 0 of column 't' is 86400000 milliseconds", time(TimeUnit.MILLISECOND),
						Crafted.rows(1).node(1, 0).none().ints(86_400_000)),
				Arguments.of("value 0 of column 't' is 86400000000 microseconds", time(TimeUnit.MICROSECOND),
						times(86_400_000_000L)),
				Arguments.of("value 0 of column 't' is 86400000000000 nanoseconds", time(TimeUnit.NANOSECOND),
						times(86_400_000_000_000L)),
				Arguments.of("value 1 of column 'd' is 1 milliseconds, which is no date, since it is not a whole day",
						DATE, times(0, 1)),
				Arguments.of("value 0 of column 'd' is -1 milliseconds", DATE, times(-1)),
				Arguments.of("value 1 of column 's.t' is 86400", struct,
						Crafted.rows(2).node(2, 1).node(2, 0).bytes((byte) 2).none().ints(BAD, BAD)),
				Arguments.of("value 2 of column 'l.t' is 86400", Columns.field("l", new ArrowType.List(), SECONDS),
						Crafted.rows(2).node(2, 0).node(3, 0).none().ints(0, 1, 3).none().ints(1, 1, BAD)),
				Arguments.of("value 1 of column 'l.t' is 86400",
						Columns.field("l", new ArrowType.FixedSizeList(2), SECONDS),
						Crafted.rows(1).node(1, 0).node(2, 0).none().none().ints(1, BAD)),
				Arguments.of("value 2 of column 'l.t' is 86400", Columns.field("l", new ArrowType.ListView(), SECONDS),
						Crafted.rows(1).node(1, 0).node(3, 0).none().ints(1).ints(2).none().ints(BAD, 1, BAD)),
				Arguments.of("value 1 of column 'm.entries.t' is 86400",
						Columns.field("m", new ArrowType.Map(false), entries),
						Crafted.rows(1)
							.node(1, 0)
							.node(2, 0)
							.node(2, 0)
							.node(2, 0)
							.none()
							.ints(0, 2)
							.none()
							.none()
							.ints(BAD, BAD)
							.none()
							.ints(1, BAD)),
				Arguments.of("value 1 of column 'u.t' is 86400", union(UnionMode.Dense),
						Crafted.rows(1)
							.node(1, 0)
							.node(2, 0)
							.node(0, 0)
							.bytes((byte) 3)
							.ints(1)
							.none()
							.ints(1, BAD)
							.none()
							.none()),
				Arguments.of("value 0 of column 'u.t' is 86400", union(UnionMode.Sparse),
						Crafted.rows(1)
							.node(1, 0)
							.node(1, 0)
							.node(1, 0)
							.bytes((byte) 3)
							.none()
							.ints(BAD)
							.none()
							.ints(1)),
				Arguments.of("value 1 of column 'r.t' is 86400", runs(),
						Crafted.rows(2).node(2, 0).node(2, 0).node(2, 0).none().ints(1, 2).none().ints(1, BAD)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrong")
	void whenATimeIsWithinNoDayThenTheBatchIsRefused(String message, Field field, Crafted batch) throws IOException {
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(field), batch.batch()), this.allocator)) {
			assertRefused(reader, message);
		}
	}

	@Test
	void whenATimeOfADictionaryIsWithinNoDayThenItIsRefused() throws IOException {
		Field encoded = new Field("e",
				new FieldType(true, SECONDS.getType(), new DictionaryEncoding(7, false, new ArrowType.Int(8, true))),
				null);
		byte[] dictionary = Crafted.rows(2).node(2, 0).none().ints(1, BAD).dictionary(7, false);
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(encoded), dictionary), this.allocator)) {
			assertRefused(reader, "is 86400 seconds, which is no time of day");
		}
		byte[] first = Crafted.rows(1).node(1, 0).none().ints(1).dictionary(7, false);
		byte[] delta = Crafted.rows(1).node(1, 0).none().ints(BAD).dictionary(7, true);
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(encoded), first, delta), this.allocator)) {
			assertRefused(reader, "is 86400 seconds, which is no time of day");
		}
	}

	@Test
	void whenLengthsAreAllThatWasSentThenTheyCostNothing() throws IOException {
		int most = Integer.MAX_VALUE;
		Field lists = Columns.field("l", new ArrowType.List(), runs());
		byte[] batch = Crafted.rows(1)
			.node(1, 0)
			.node(most, 0)
			.node(1, 0)
			.node(1, 0)
			.none()
			.ints(0, most)
			.none()
			.ints(most)
			.none()
			.ints(1)
			.batch();
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(lists), batch), this.allocator)) {
			assertThat(reader.next()).isTrue();
		}
	}

	@Test
	void whenViewsOverlapThenEachElementIsLookedAtOnce() throws IOException {
		int count = 200_000;
		int[] offsets = new int[count];
		int[] sizes = new int[count];
		for (int i = 0; i < count; i++) {
			offsets[i] = i / 2;
			sizes[i] = count / 2;
		}
		Field views = Columns.field("l", new ArrowType.ListView(), SECONDS);
		byte[] batch = Crafted.rows(count)
			.node(count, 0)
			.node(count, 0)
			.none()
			.ints(offsets)
			.ints(sizes)
			.none()
			.ints(new int[count])
			.batch();
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(views), batch), this.allocator)) {
			assertThat(reader.next()).isTrue();
		}
	}

	private static void assertRefused(FlightDataReader reader, String message) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(reader::next)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT));
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(reader::next);
	}

}
