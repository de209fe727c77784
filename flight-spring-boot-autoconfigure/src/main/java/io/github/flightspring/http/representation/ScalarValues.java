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

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.Base64;
import java.util.UUID;

import io.github.flightspring.arrow.value.TimeUnits;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Values that are not nested.
 */
final class ScalarValues {

	private static final int LONGEST_SCALE = 100;

	private static final long NANOS_OF_DAY = Duration.ofDays(1).toNanos();

	private static final ValueRange INSTANTS = ValueRange.of(Instant.MIN.getEpochSecond(),
			Instant.MAX.getEpochSecond());

	private static final ValueRange LOCAL_TIMES = ValueRange.of(LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC),
			LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC));

	private ScalarValues() {
	}

	/**
	 * A value that is not null.
	 */
	static @Nullable Object value(ValueVector vector, int index) {
		if (vector instanceof IntVector ints) {
			return ints.get(index);
		}
		if (vector instanceof UInt1Vector unsigned) {
			return unsigned.get(index) & 0xFF;
		}
		if (vector instanceof UInt2Vector unsigned) {
			return (int) unsigned.get(index);
		}
		if (vector instanceof UInt4Vector unsigned) {
			return unsigned.get(index) & 0xFFFFFFFFL;
		}
		if (vector instanceof UInt8Vector unsigned) {
			return unsigned.getObjectNoOverflow(index);
		}
		if (vector instanceof Float2Vector half) {
			return half.getValueAsFloat(index);
		}
		if (vector instanceof FixedSizeBinaryVector bytes && isUuid(bytes)) {
			ByteBuffer halves = ByteBuffer.wrap(bytes.get(index));
			return new UUID(halves.getLong(), halves.getLong());
		}
		if (vector instanceof TimeStampVector timestamp) {
			return timestamp(timestamp, index);
		}
		if (vector instanceof DateDayVector date) {
			return LocalDate.ofEpochDay(date.get(index));
		}
		if (vector instanceof DateMilliVector date) {
			return Instant.ofEpochMilli(date.get(index)).atOffset(ZoneOffset.UTC).toLocalDate();
		}
		if (vector instanceof DurationVector duration) {
			return duration(duration, index);
		}
		Object time = time(vector, index);
		return (time != null) ? time : vector.getObject(index);
	}

	private static boolean isUuid(FixedSizeBinaryVector vector) {
		return vector.getByteWidth() == 2 * Long.BYTES && "arrow.uuid"
			.equals(vector.getField().getMetadata().get(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME));
	}

	private static @Nullable Object time(ValueVector vector, int index) {
		if (vector instanceof TimeSecVector time) {
			return time(time.get(index), 1_000_000_000);
		}
		if (vector instanceof TimeMilliVector time) {
			return time(time.get(index), 1_000_000);
		}
		if (vector instanceof TimeMicroVector time) {
			return time(time.get(index), 1_000);
		}
		return (vector instanceof TimeNanoVector time) ? time(time.get(index), 1) : null;
	}

	/**
	 * A time of day, or its number if it is outside of a day.
	 */
	private static Object time(long value, long nanos) {
		return (value >= 0 && value < NANOS_OF_DAY / nanos) ? LocalTime.ofNanoOfDay(value * nanos) : (Object) value;
	}

	/**
	 * A timestamp, or its number if its year cannot be written as text.
	 */
	private static Object timestamp(TimeStampVector vector, int index) {
		ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
		long value = vector.get(index);
		boolean zoned = type.getTimezone() != null;
		if (type.getUnit() == TimeUnit.SECOND && !(zoned ? INSTANTS : LOCAL_TIMES).isValidValue(value)) {
			return value;
		}
		Instant instant = Instant.EPOCH.plus(value, unit(type.getUnit()));
		return zoned ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
	}

	/**
	 * A duration of any length. Arrow's conversion uses 64 bits of nanoseconds and
	 * truncates longer durations.
	 */
	private static Duration duration(DurationVector vector, int index) {
		TimeUnit unit = ((ArrowType.Duration) vector.getField().getType()).getUnit();
		long value = DurationVector.get(vector.getDataBuffer(), index);
		return Duration.ofSeconds(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit));
	}

	private static ChronoUnit unit(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> ChronoUnit.SECONDS;
			case MILLISECOND -> ChronoUnit.MILLIS;
			case MICROSECOND -> ChronoUnit.MICROS;
			case NANOSECOND -> ChronoUnit.NANOS;
		};
	}

	/**
	 * A value as text.
	 */
	static String text(Object value) {
		if (value instanceof byte[] bytes) {
			return Base64.getEncoder().encodeToString(bytes);
		}
		if (value instanceof BigDecimal number) {
			// in full, unless that would only add zeros
			return (Math.abs((long) number.scale()) <= LONGEST_SCALE) ? number.toPlainString() : number.toString();
		}
		return (value instanceof Duration duration) ? duration.toString() : value.toString();
	}

}
