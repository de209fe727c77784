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

package io.github.flightspring.http.representation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.ipc.Columns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times at the edges as text. One that ISO 8601 has no text for is its number, and does
 * not cost a client the other rows.
 */
class TimeTextTests {

	private static final long DAY = 86_400;

	static Stream<Arguments> times() {
		return Stream.of(time(TimeUnit.SECOND, 32, DAY), time(TimeUnit.MILLISECOND, 32, DAY * 1_000),
				time(TimeUnit.MICROSECOND, 64, DAY * 1_000_000), time(TimeUnit.NANOSECOND, 64, DAY * 1_000_000_000));
	}

	private static Arguments time(TimeUnit unit, int width, long day) {
		long last = (width == 32) ? Integer.MAX_VALUE : Long.MAX_VALUE;
		return Arguments.of(new ArrowType.Time(unit, width),
				List.of(0L, 3600 * (day / DAY), day, -1L, last, -last - 1, day + 1),
				List.of("\"00:00\"", "\"01:00\"", day, -1L, last, -last - 1, day + 1));
	}

	static Stream<Arguments> timestamps() {
		long last = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
		long first = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
		Arguments local = Arguments.of(new ArrowType.Timestamp(TimeUnit.SECOND, null),
				List.of(0L, last, last + 1, Long.MAX_VALUE, Long.MIN_VALUE, first, first - 1),
				List.of("\"1970-01-01T00:00\"", "\"+999999999-12-31T23:59:59\"", last + 1, Long.MAX_VALUE,
						Long.MIN_VALUE, "\"-999999999-01-01T00:00\"", first - 1));
		long end = Instant.MAX.getEpochSecond();
		Arguments zoned = Arguments.of(new ArrowType.Timestamp(TimeUnit.SECOND, "Europe/Berlin"),
				List.of(0L, end, end + 1, Instant.MIN.getEpochSecond(), Instant.MIN.getEpochSecond() - 1),
				List.of("\"1970-01-01T00:00:00Z\"", "\"+1000000000-12-31T23:59:59Z\"", end + 1,
						"\"-1000000000-01-01T00:00:00Z\"", Instant.MIN.getEpochSecond() - 1));
		List<Long> ends = List.of(Long.MIN_VALUE, Long.MAX_VALUE);
		return Stream.of(local, zoned,
				Arguments.of(new ArrowType.Timestamp(TimeUnit.MILLISECOND, null), ends,
						List.of("\"-292275055-05-16T16:47:04.192\"", "\"+292278994-08-17T07:12:55.807\"")),
				Arguments.of(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC"), ends,
						List.of("\"1677-09-21T00:12:43.145224192Z\"", "\"2262-04-11T23:47:16.854775807Z\"")),
				Arguments.of(new ArrowType.Date(DateUnit.DAY),
						List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE),
						List.of("\"-5877641-06-23\"", "\"+5881580-07-11\"")),
				Arguments.of(new ArrowType.Date(DateUnit.MILLISECOND), ends,
						List.of("\"-292275055-05-16\"", "\"+292278994-08-17\"")),
				Arguments.of(new ArrowType.Duration(TimeUnit.SECOND), ends,
						List.of("\"PT-2562047788015215H-30M-8S\"", "\"PT2562047788015215H30M7S\"")));
	}

	@ParameterizedTest
	@MethodSource({ "times", "timestamps" })
	void whenATimeIsAtAnEdgeThenItsTextOrItsNumberIsWritten(ArrowType type, List<Long> values, List<Object> expected)
			throws Exception {
		Field field = Columns.field("t", type);
		try (BufferAllocator allocator = new RootAllocator(); FieldVector vector = field.createVector(allocator)) {
			vector.setInitialCapacity(values.size());
			vector.allocateNew();
			int width = ((BaseFixedWidthVector) vector).getTypeWidth();
			for (int i = 0; i < values.size(); i++) {
				if (width == 4) {
					vector.getDataBuffer().setInt(4L * i, values.get(i).intValue());
				}
				else {
					vector.getDataBuffer().setLong(8L * i, values.get(i));
				}
				BitVectorHelper.setBit(vector.getValidityBuffer(), i);
			}
			vector.setValueCount(values.size());
			List<String> texts = expected.stream().map(Object::toString).toList();
			assertThat(Texts.values(field, vector, null)).isEqualTo(texts);
			assertThat(Texts.fields(field, vector, null))
				.isEqualTo(texts.stream().map((text) -> text.replace("\"", "")).toList());
		}
	}

}
