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

package io.github.flightspring.arrow.value;

import org.apache.arrow.vector.types.TimeUnit;

/**
 * Converts between seconds with nanoseconds, as in {@code java.time}, and Arrow's units.
 */
public final class TimeUnits {

	private TimeUnits() {
	}

	private static long perSecond(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> 1L;
			case MILLISECOND -> 1_000L;
			case MICROSECOND -> 1_000_000L;
			case NANOSECOND -> 1_000_000_000L;
		};
	}

	/**
	 * Return the length of a unit.
	 * @param unit the unit
	 * @return the nanoseconds in it
	 */
	public static int nanos(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> 1_000_000_000;
			case MILLISECOND -> 1_000_000;
			case MICROSECOND -> 1_000;
			case NANOSECOND -> 1;
		};
	}

	/**
	 * Convert to units. A time between two units is rounded towards the past.
	 * @param seconds the seconds
	 * @param nanos the nanoseconds after them
	 * @param unit the unit
	 * @return the number of units
	 * @throws ArithmeticException if the result does not fit in 64 bits
	 */
	public static long of(long seconds, int nanos, TimeUnit unit) {
		// with constants, divisions become multiplications
		return switch (unit) {
			case SECOND -> seconds;
			case MILLISECOND -> of(seconds, nanos / 1_000_000, 1_000L);
			case MICROSECOND -> of(seconds, nanos / 1_000, 1_000_000L);
			case NANOSECOND -> of(seconds, nanos, 1_000_000_000L);
		};
	}

	/**
	 * Convert to units without loss.
	 * @param seconds the seconds
	 * @param nanos the nanoseconds after them
	 * @param unit the unit
	 * @return the number of units
	 * @throws InexactTimeException if the time lies between two units
	 * @throws ArithmeticException if the result does not fit in 64 bits
	 */
	public static long exact(long seconds, int nanos, TimeUnit unit) {
		if (nanos % nanos(unit) != 0) {
			throw new InexactTimeException(unit);
		}
		return of(seconds, nanos, unit);
	}

	private static long of(long seconds, int fraction, long perSecond) {
		if (seconds < 0) {
			// the second before the first that overflows may still fit together with its
			// fraction
			return Math.addExact(Math.multiplyExact(seconds + 1, perSecond), fraction - perSecond);
		}
		return Math.addExact(Math.multiplyExact(seconds, perSecond), fraction);
	}

	/**
	 * Return the whole seconds of a time.
	 * @param value the number of units
	 * @param unit the unit
	 * @return the seconds, rounded towards the past
	 */
	public static long seconds(long value, TimeUnit unit) {
		return Math.floorDiv(value, perSecond(unit));
	}

	/**
	 * Return the nanoseconds of a time after its whole seconds.
	 * @param value the number of units
	 * @param unit the unit
	 * @return the nanoseconds after the seconds
	 */
	public static int nanos(long value, TimeUnit unit) {
		return (int) Math.floorMod(value, perSecond(unit)) * nanos(unit);
	}

}
