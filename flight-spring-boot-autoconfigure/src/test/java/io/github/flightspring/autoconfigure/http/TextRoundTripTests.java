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

package io.github.flightspring.autoconfigure.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Unit;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text of a download that is uploaded again: the same to the last bit.
 */
class TextRoundTripTests {

	private static final AtomicReference<List<? extends Object>> stored = new AtomicReference<>(List.of());

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Values.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "numbers,csv", "numbers,ndjson", "times,csv", "times,ndjson", "texts,csv", "texts,ndjson",
			"single,csv", "single,ndjson" })
	void whenValuesAreDownloadedThenTheyAreTheSameWhenUploaded(String flight, String format) throws Exception {
		String path = "/flight/" + flight + "?format=" + format;
		HttpResponse<byte[]> download = application.get(path);
		assertThat(download.statusCode()).isEqualTo(200);
		HttpResponse<byte[]> upload = application
			.send(application.request(path).PUT(BodyPublishers.ofByteArray(download.body())));
		assertThat(upload.statusCode()).as(new String(upload.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		List<?> expected = Values.rows(flight).toList();
		assertThat(stored.get()).hasSameSizeAs(expected);
		for (int i = 0; i < expected.size(); i++) {
			assertThat((Object) stored.get().get(i)).as("row " + i)
				.usingRecursiveComparison()
				.withEqualsForType(Double::equals, Double.class)
				.withEqualsForType(Float::equals, Float.class)
				.isEqualTo(expected.get(i));
		}
	}

	@Test
	void whenRowsAreAnArrayThenTheirTextIsThatOfLines() throws Exception {
		for (String flight : List.of("numbers", "times", "texts", "single")) {
			String array = new String(application.get("/flight/" + flight + "?format=json").body(),
					StandardCharsets.UTF_8);
			String lines = new String(application.get("/flight/" + flight + "?format=ndjson").body(),
					StandardCharsets.UTF_8);
			assertThat(array.strip()).isEqualTo("[" + String.join(",", lines.strip().split("\n")) + "]");
		}
	}

	/**
	 * Flights of values at all edges, and of random ones.
	 */
	@FlightEndpoint("")
	static class Values {

		private static final int RANDOM = 200;

		enum Color {

			RED, GREEN

		}

		record Numbers(boolean truth, byte tiny, short small, char letter, int number, long big, float single,
				double wide, Float singleBox, Double wideBox, Long box,
				@ArrowDecimal(precision = 38, scale = 38) BigDecimal fraction,
				@ArrowDecimal(precision = 76, scale = 10) BigDecimal decimal,
				@ArrowDecimal(precision = 76, scale = 0) BigInteger digits, List<Double> list, double[] array,
				Map<String, Float> map, Inner inner) {
		}

		record Inner(float single, Double wide, long[] array) {
		}

		record Times(@ArrowField(unit = Unit.SECOND) Instant instantS,
				@ArrowField(unit = Unit.MILLISECOND) OffsetDateTime instantMs, ZonedDateTime instantUs,
				@ArrowField(unit = Unit.NANOSECOND) Instant instantNs,
				@ArrowField(unit = Unit.SECOND) LocalDateTime localS,
				@ArrowField(unit = Unit.MILLISECOND) LocalDateTime localMs, LocalDateTime localUs,
				@ArrowField(unit = Unit.NANOSECOND) LocalDateTime localNs, LocalDate date,
				@ArrowField(unit = Unit.SECOND) LocalTime timeS, @ArrowField(unit = Unit.MILLISECOND) LocalTime timeMs,
				LocalTime timeUs, @ArrowField(unit = Unit.NANOSECOND) LocalTime timeNs,
				@ArrowField(unit = Unit.SECOND) Duration lengthS,
				@ArrowField(unit = Unit.MILLISECOND) Duration lengthMs, Duration lengthUs,
				@ArrowField(unit = Unit.NANOSECOND) Duration lengthNs, Period period, List<LocalDate> list,
				Map<String, Instant> map) {
		}

		record Texts(String text, Color color, @ArrowField(encoding = Encoding.PLAIN) Color plain,
				@ArrowField(encoding = Encoding.DICTIONARY) String word, UUID id, byte[] bytes, List<String> list,
				Map<String, String> map) {
		}

		record Single(String text) {
		}

		private static final List<Double> DOUBLES = List.of(0.0, -0.0, 1.0, -1.5, 0.1, Double.MIN_VALUE,
				-Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL), Double.MAX_VALUE,
				-Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 9007199254740993.0,
				2e-3, 1e21, 1e23, 2.2250738585072012e-308);

		private static final List<Float> FLOATS = List.of(0f, -0f, 1f, -1.5f, 0.1f, Float.MIN_VALUE, -Float.MIN_VALUE,
				Float.MIN_NORMAL, Math.nextDown(Float.MIN_NORMAL), Float.MAX_VALUE, -Float.MAX_VALUE, Float.NaN,
				Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 16777217f, 1e10f, 3.4e-5f);

		private static final List<Long> LONGS = List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE,
				(long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, (1L << 53) + 1, -(1L << 53) - 1);

		private static final List<String> TEXTS = List.of("", " ", "a,b", "\"", "\"\"", "a\"b", "\r\n", "\n", "\r",
				"null", "NULL", "\u0000", "\u001f", "😀", "\uFEFFx", "\u2028", "'", "\\", "\t", "{}", "[]", "1", "-0",
				"NaN", "\uFFFF", "é", "e\u0301", "\u202Eabc", " a ", "=1+1", "\u007f\u0085");

		static Stream<?> rows(String flight) {
			Random random = new Random(7);
			IntFunction<Object> row = switch (flight) {
				case "numbers" -> (i) -> numbers(i, random);
				case "times" -> (i) -> times(i, random);
				case "texts" -> (i) -> texts(i, random);
				default -> (i) -> new Single((i % 3 == 0) ? null : TEXTS.get(i % TEXTS.size()));
			};
			return IntStream.range(0, RANDOM).mapToObj(row);
		}

		private static Numbers numbers(int i, Random random) {
			double wide = (i < DOUBLES.size()) ? DOUBLES.get(i) : canonical(random.nextLong());
			float single = (i < FLOATS.size()) ? FLOATS.get(i)
					: Float.intBitsToFloat(Float.floatToIntBits(Float.intBitsToFloat(random.nextInt())));
			long big = (i < LONGS.size()) ? LONGS.get(i) : random.nextLong();
			BigInteger digits = (i == 0) ? BigInteger.TEN.pow(76).subtract(BigInteger.ONE)
					: (i == 1) ? BigInteger.ONE.subtract(BigInteger.TEN.pow(76)) : new BigInteger(250, random).negate();
			BigInteger fraction = (i == 0) ? BigInteger.TEN.pow(38).subtract(BigInteger.ONE)
					: (i == 1) ? BigInteger.ONE.negate() : new BigInteger(120, random);
			return new Numbers(i % 2 == 0, (byte) big, (short) big, (char) big, (int) big, big, single, wide,
					(i % 5 == 0) ? null : -single, (i % 7 == 0) ? null : -wide, (i % 3 == 0) ? null : big,
					new BigDecimal(fraction, 38), new BigDecimal(digits, 10), digits, Arrays.asList(wide, null, -wide),
					new double[] { wide, -0.0 }, Map.of("k", single), new Inner(single, -wide, new long[] { big, 0 }));
		}

		private static double canonical(long bits) {
			return Double.longBitsToDouble(Double.doubleToLongBits(Double.longBitsToDouble(bits)));
		}

		private static Times times(int i, Random random) {
			if (i == 0) {
				return times(Instant.MAX, Long.MAX_VALUE, LocalDateTime.MAX, Integer.MAX_VALUE);
			}
			if (i == 1) {
				return times(Instant.MIN, Long.MIN_VALUE, LocalDateTime.MIN, Integer.MIN_VALUE);
			}
			if (i == 2) {
				return new Times(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
						null, null, null, null, null, null);
			}
			long value = (i == 3) ? 0 : (i == 4) ? -1 : (i == 5) ? 1 : random.nextLong();
			Instant instant = Instant.ofEpochSecond(value % 31556889864403199L);
			return times(instant, value, LocalDateTime.ofEpochSecond(value % 31556889864403L, 0, ZoneOffset.UTC),
					(int) value);
		}

		private static Times times(Instant instant, long value, LocalDateTime local, int number) {
			Instant millis = Instant.ofEpochMilli(value);
			long second = Math.floorMod(value, 86400L);
			long nano = Math.floorMod(value, 1_000_000_000L);
			LocalDate date = LocalDate.ofEpochDay(number);
			return new Times(instant.with(java.time.temporal.ChronoField.NANO_OF_SECOND, 0),
					millis.atOffset(ZoneOffset.UTC), units(value, 1_000_000).atZone(ZoneId.of("UTC")),
					units(value, 1_000_000_000), local.withNano(0), LocalDateTime.ofInstant(millis, ZoneOffset.UTC),
					LocalDateTime.ofInstant(units(value, 1_000_000), ZoneOffset.UTC),
					LocalDateTime.ofInstant(units(value, 1_000_000_000), ZoneOffset.UTC), date,
					LocalTime.ofSecondOfDay(second),
					LocalTime.ofSecondOfDay(second).plusNanos(nano / 1_000_000 * 1_000_000),
					LocalTime.ofSecondOfDay(second).plusNanos(nano / 1_000 * 1_000),
					LocalTime.ofSecondOfDay(second).plusNanos(nano), Duration.ofSeconds(value),
					Duration.ofMillis(value),
					Duration.ofSeconds(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1000),
					Duration.ofNanos(value), Period.of(number / 12, number % 12, -number), List.of(date),
					Map.of("k", units(value, 1_000_000)));
		}

		private static Instant units(long value, long perSecond) {
			return Instant.ofEpochSecond(Math.floorDiv(value, perSecond),
					Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
		}

		private static Texts texts(int i, Random random) {
			String text = (i < TEXTS.size()) ? TEXTS.get(i)
					: random.ints(0, 0x10FFFF)
						.filter((c) -> !(c >= 0xD800 && c <= 0xDFFF))
						.limit(5)
						.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
						.toString();
			byte[] bytes = new byte[i % 9];
			random.nextBytes(bytes);
			if (i % 11 == 10) {
				return new Texts(null, null, null, null, null, null, null, null);
			}
			List<String> list = new ArrayList<>(List.of(text, ""));
			list.add(null);
			return new Texts(text, Color.RED, Color.GREEN, text, new UUID(random.nextLong(), random.nextLong()), bytes,
					list, Map.of(text, text));
		}

		@DoGet("numbers")
		Stream<Numbers> numbers() {
			return rows("numbers").map(Numbers.class::cast);
		}

		@DoGet("times")
		Stream<Times> times() {
			return rows("times").map(Times.class::cast);
		}

		@DoGet("texts")
		Stream<Texts> texts() {
			return rows("texts").map(Texts.class::cast);
		}

		@DoGet("single")
		Stream<Single> single() {
			return rows("single").map(Single.class::cast);
		}

		@DoPut("numbers")
		void putNumbers(Stream<Numbers> rows) {
			stored.set(rows.toList());
		}

		@DoPut("times")
		void putTimes(Stream<Times> rows) {
			stored.set(rows.toList());
		}

		@DoPut("texts")
		void putTexts(Stream<Texts> rows) {
			stored.set(rows.toList());
		}

		@DoPut("single")
		void putSingle(Stream<Single> rows) {
			stored.set(rows.toList());
		}

	}

}
