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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every type there and back.
 */
class RecordRoundTripTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@SafeVarargs
	private <T> void assertRoundTrip(Class<T> type, T... rows) {
		assertThat(Batches.roundTrip(this.allocator, type, rows)).containsExactly(rows);
	}

	@Test
	void whenPrimitivesThenExtremesSurvive() {
		assertRoundTrip(Primitives.class,
				new Primitives(true, Byte.MIN_VALUE, Short.MIN_VALUE, Character.MIN_VALUE, Integer.MIN_VALUE,
						Long.MIN_VALUE, Float.MIN_VALUE, Double.NEGATIVE_INFINITY),
				new Primitives(false, Byte.MAX_VALUE, Short.MAX_VALUE, Character.MAX_VALUE, Integer.MAX_VALUE,
						Long.MAX_VALUE, Float.NaN, -0.0),
				new Primitives(true, (byte) 0, (short) 0, 'x', 0, 0, 0, Double.MAX_VALUE));
	}

	@Test
	void whenBoxesThenNullsSurviveWhereverTheyAre() {
		Boxes nulls = new Boxes(null, null, null, null, null, null, null, null);
		Boxes values = new Boxes(true, (byte) -1, (short) -1, '\uFFFF', -1, -1L, -1f, -1d);
		assertRoundTrip(Boxes.class, nulls, values, nulls);
		assertRoundTrip(Boxes.class, values, values, nulls);
		assertRoundTrip(Boxes.class, nulls, nulls);
		Boxes[] many = new Boxes[1000];
		for (int i = 0; i < many.length; i++) {
			many[i] = (i % 7 == 3) ? nulls : values;
		}
		assertRoundTrip(Boxes.class, many);
	}

	@Test
	void whenTextThenEmptyAndNonBmpSurvive() {
		assertRoundTrip(Text.class, new Text(""), new Text(null), new Text("ATL"), new Text("é"), new Text("\u0141"),
				new Text("日本"), new Text("😀"), new Text("\u0000"), new Text("\uFFFD"), new Text("a".repeat(16)),
				new Text("a".repeat(17)), new Text("ä".repeat(100_000)), new Text(""));
	}

	@Test
	void whenSurrogateIsAloneThenItBecomesQuestionMark() {
		assertThat(Batches.roundTrip(this.allocator, Text.class, new Text("a\uD83D"), new Text("\uDE00b")))
			.containsExactly(new Text("a?"), new Text("?b"));
	}

	@Test
	void whenTimesThenMicrosecondsSurvive() {
		Instant instant = Instant.parse("1900-01-01T00:00:00.000001Z");
		assertRoundTrip(Times.class,
				new Times(instant, instant.atOffset(ZoneOffset.UTC), instant.atZone(ZoneId.of("UTC")),
						LocalDateTime.parse("0001-02-03T04:05:06.000007"), LocalDate.of(-5877641, 6, 23),
						LocalTime.parse("23:59:59.999999"), Duration.ofNanos(-1000), Period.of(-1, -2, 30)),
				new Times(null, null, null, null, null, null, null, null));
	}

	@Test
	void whenUnitIsGivenThenItIsTheColumnsPrecision() {
		Instant instant = Instant.parse("2026-11-21T10:11:12.123456789Z");
		LocalTime time = LocalTime.parse("10:11:12.123456789");
		Units read = Batches
			.roundTrip(this.allocator, Units.class,
					new Units(instant, instant, instant, instant, time, time, time, Duration.ofSeconds(-1, 1)))
			.get(0);
		assertThat(read).isEqualTo(new Units(Instant.parse("2026-11-21T10:11:12Z"),
				Instant.parse("2026-11-21T10:11:12.123Z"), Instant.parse("2026-11-21T10:11:12.123456Z"), instant,
				LocalTime.parse("10:11:12"), LocalTime.parse("10:11:12.123"), time, Duration.ofSeconds(-1, 1)));
	}

	@Test
	void whenTimeIsBetweenTwoUnitsThenTheEarlierIsWritten() {
		Instant beforeEpoch = Instant.ofEpochSecond(-1, 999_999_999);
		Times row = new Times(beforeEpoch, null, null, null, null, null, Duration.ofNanos(-1), null);
		Times read = Batches.roundTrip(this.allocator, Times.class, row).get(0);
		assertThat(read.instant()).isEqualTo(Instant.ofEpochSecond(-1, 999_999_000));
		assertThat(read.duration()).isEqualTo(Duration.ofNanos(-1000));
	}

	@Test
	void whenInstantIsAtTheEndOfItsRangeThenItSurvives() {
		Instant first = Instant.ofEpochSecond(Math.floorDiv(Long.MIN_VALUE, 1_000_000L),
				Math.floorMod(Long.MIN_VALUE, 1_000_000L) * 1000);
		Instant last = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000L, Long.MAX_VALUE % 1_000_000L * 1000);
		assertRoundTrip(At.class, new At(first), new At(last), new At(Instant.EPOCH));
	}

	@Test
	void whenTimeHasAnOffsetThenTheInstantSurvivesInUtc() {
		OffsetDateTime offset = OffsetDateTime.parse("2026-11-21T10:00:00+02:00");
		ZonedDateTime zoned = ZonedDateTime.parse("2026-11-21T10:00:00+01:00[Europe/Berlin]");
		Times row = new Times(null, offset, zoned, null, null, null, null, null);
		Times read = Batches.roundTrip(this.allocator, Times.class, row).get(0);
		assertThat(read.offset()).isEqualTo(OffsetDateTime.parse("2026-11-21T08:00:00Z"));
		assertThat(read.zoned()).isEqualTo(offset.plusHours(1).atZoneSameInstant(ZoneId.of("UTC")));
	}

	@Test
	void whenDecimalsThenAllDigitsSurvive() {
		BigDecimal most = new BigDecimal("9".repeat(70) + "." + "9".repeat(6));
		BigInteger large = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
		assertRoundTrip(Decimals.class, new Decimals(new BigDecimal("1.50"), most, large),
				new Decimals(new BigDecimal("-0.01"), most.negate(), large.negate()),
				new Decimals(new BigDecimal("0.00"), null, BigInteger.ZERO), new Decimals(null, null, null),
				new Decimals(new BigDecimal("92233720368547758.08"), null, BigInteger.ONE.shiftLeft(63)),
				new Decimals(new BigDecimal("-92233720368547758.09"), null, BigInteger.ONE.shiftLeft(64).negate()));
	}

	@Test
	void whenDecimalHasAnotherScaleThenItIsAdjusted() {
		assertThat(Batches.roundTrip(this.allocator, Decimals.class,
				new Decimals(new BigDecimal("1E+3"), null, BigInteger.ONE),
				new Decimals(new BigDecimal("1.5000"), null, BigInteger.ONE),
				new Decimals(new BigDecimal("0E-99999"), null, BigInteger.ONE)))
			.extracting(Decimals::small)
			.containsExactly(new BigDecimal("1000.00"), new BigDecimal("1.50"), new BigDecimal("0.00"));
	}

	@Test
	void whenUuidAndBytesThenTheySurvive() {
		Blob row = new Blob(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), new byte[] { 0, -1, 127 });
		List<Blob> read = Batches.roundTrip(this.allocator, Blob.class, row, new Blob(null, null),
				new Blob(new UUID(-1, -1), new byte[0]));
		assertThat(read).extracting(Blob::id).containsExactly(row.id(), null, new UUID(-1, -1));
		assertThat(read.get(0).bytes()).containsExactly(0, -1, 127);
		assertThat(read.get(1).bytes()).isNull();
		assertThat(read.get(2).bytes()).isEmpty();
	}

	@Test
	void whenEnumsThenConstantsSurviveHoweverEncoded() {
		assertRoundTrip(Enums.class, new Enums(Color.GREEN, Color.RED, "a", List.of(Color.BLUE)),
				new Enums(null, null, null, null), new Enums(Color.RED, Color.BLUE, "b", List.of()),
				new Enums(Color.BLUE, Color.BLUE, "a", List.of(Color.RED, Color.RED)));
	}

	@Test
	void whenOptionalsThenEmptyIsNull() {
		assertRoundTrip(Optionals.class,
				new Optionals(Optional.of("x"), OptionalInt.of(Integer.MIN_VALUE), OptionalLong.of(Long.MAX_VALUE),
						OptionalDouble.of(0.5), Optional.of(List.of(1, 2))),
				new Optionals(Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(),
						Optional.empty()));
	}

	@Test
	void whenOptionalItselfIsNullThenItIsReadAsEmpty() {
		Optionals nulls = new Optionals(null, null, null, null, null);
		assertThat(Batches.roundTrip(this.allocator, Optionals.class, nulls)).containsExactly(new Optionals(
				Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), Optional.empty()));
	}

	@Test
	void whenPrimitiveArraysThenElementsSurvive() {
		Arrayed row = new Arrayed(new boolean[] { true, false, true }, new short[] { -1 }, new char[] { 'x' },
				new int[] { 1, 2, 3 }, new long[0], new float[] { 1.5f }, new double[] { 1, 2 },
				new String[] { "a", null }, new int[][] { { 1 }, null, {} });
		Arrayed nulls = new Arrayed(null, null, null, null, null, null, null, null, null);
		List<Arrayed> read = Batches.roundTrip(this.allocator, Arrayed.class, nulls, row, nulls, row);
		for (Arrayed each : List.of(read.get(1), read.get(3))) {
			assertThat(each).usingRecursiveComparison().isEqualTo(row);
		}
		assertThat(read.get(0)).isEqualTo(nulls);
		assertThat(read.get(2)).isEqualTo(nulls);
	}

	@Test
	void whenNestedThenAllLevelsSurvive() {
		Map<String, @Nullable Integer> tags = new LinkedHashMap<>();
		tags.put("one", 1);
		tags.put("none", null);
		Stop full = new Stop("ATL", tags, List.of(List.of(new Point(1, 2L)), List.of()), new Point(3, null));
		Stop empty = new Stop(null, Map.of(), Collections.singletonList(null), null);
		assertRoundTrip(Trip.class, new Trip(List.of(full, empty), Map.of(7L, full), Set.of("x"), List.of()),
				new Trip(List.of(), Map.of(), Set.of(), List.of("y")), new Trip(null, null, null, null),
				new Trip(Arrays.asList(null, empty, full), Map.of(1L, empty), Set.of("a", "b"), List.of("z", "z")));
	}

	@Test
	void whenColumnsAreManyThenAllSurvive() {
		assertRoundTrip(Wide.class, new Wide(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "a", "b", "c", "d", "e", "f", 10L, 11L, 12L,
				13.5, 14.5, true, false, 'x', (short) 1, (byte) 2));
	}

	record Primitives(boolean z, byte b, short s, char c, int i, long l, float f, double d) {
	}

	record Boxes(@Nullable Boolean z, @Nullable Byte b, @Nullable Short s, @Nullable Character c, @Nullable Integer i,
			@Nullable Long l, @Nullable Float f, @Nullable Double d) {
	}

	record Text(@Nullable String text) {
	}

	record At(Instant at) {
	}

	record Times(@Nullable Instant instant, @Nullable OffsetDateTime offset, @Nullable ZonedDateTime zoned,
			@Nullable LocalDateTime local, @Nullable LocalDate date, @Nullable LocalTime time,
			@Nullable Duration duration, @Nullable Period period) {
	}

	record Units(@ArrowField(unit = Unit.SECOND) Instant s, @ArrowField(unit = Unit.MILLISECOND) Instant ms,
			@ArrowField(unit = Unit.MICROSECOND) Instant us, @ArrowField(unit = Unit.NANOSECOND) Instant ns,
			@ArrowField(unit = Unit.SECOND) LocalTime timeS, @ArrowField(unit = Unit.MILLISECOND) LocalTime timeMs,
			@ArrowField(unit = Unit.NANOSECOND) LocalTime timeNs,
			@ArrowField(unit = Unit.NANOSECOND) Duration duration) {
	}

	record Decimals(@Nullable @ArrowDecimal(precision = 20, scale = 2) BigDecimal small,
			@Nullable @ArrowDecimal(precision = 76, scale = 6) BigDecimal large,
			@Nullable @ArrowDecimal(precision = 38, scale = 0) BigInteger integer) {
	}

	record Blob(@Nullable UUID id, byte @Nullable [] bytes) {
	}

	enum Color {

		RED, GREEN {

			@Override
			public String toString() {
				return "not its name";
			}

		},
		BLUE

	}

	record Enums(@Nullable Color color, @ArrowField(encoding = Encoding.PLAIN) @Nullable Color plain,
			@ArrowField(encoding = Encoding.DICTIONARY) @Nullable String text, @Nullable List<Color> list) {
	}

	record Optionals(@Nullable Optional<String> s, @Nullable OptionalInt i, @Nullable OptionalLong l,
			@Nullable OptionalDouble d, @Nullable Optional<List<Integer>> list) {
	}

	record Arrayed(boolean @Nullable [] z, short @Nullable [] s, char @Nullable [] c, int @Nullable [] i,
			long @Nullable [] l, float @Nullable [] f, double @Nullable [] d, @Nullable String @Nullable [] text,
			int @Nullable [] @Nullable [] nested) {
	}

	record Point(int x, @Nullable Long y) {
	}

	record Stop(@Nullable String name, Map<String, @Nullable Integer> tags, List<@Nullable List<Point>> lines,
			@Nullable Point at) {
	}

	record Trip(@Nullable List<@Nullable Stop> stops, @Nullable Map<Long, Stop> byId, @Nullable Set<String> words,
			@Nullable Collection<String> more) {
	}

	record Wide(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, String k, String l, String m,
			String n, String o, String p, long q, long r, long s, double t, double u, boolean v, boolean w, char x,
			short y, byte z) {
	}

}
