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

package io.github.flightspring.arrow.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Period;
import java.util.UUID;

import io.github.flightspring.arrow.value.DecimalDigits;
import org.jspecify.annotations.Nullable;

/**
 * A writer of a column whose values consist of several machine words.
 */
public abstract class FixedBytesWriter extends FixedWidthWriter {

	private final int width;

	FixedBytesWriter(WriteTarget target, int width) {
		super(target, width);
		this.width = width;
	}

	@Override
	final void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		long offset = (long) index * this.width;
		this.data.ensure(offset + this.width);
		put(offset, value);
		this.validity.valid(index);
	}

	abstract void put(long offset, Object value);

	/**
	 * Writes UUIDs, most significant byte first.
	 */
	public static final class OfUuid extends FixedBytesWriter {

		public OfUuid(WriteTarget target) {
			super(target, 16);
		}

		@Override
		void put(long offset, Object value) {
			UUID uuid = (UUID) value;
			this.data.putLong(offset, Long.reverseBytes(uuid.getMostSignificantBits()));
			this.data.putLong(offset + 8, Long.reverseBytes(uuid.getLeastSignificantBits()));
		}

	}

	/**
	 * Writes periods as months, days and zero nanoseconds.
	 */
	public static final class OfPeriod extends FixedBytesWriter {

		public OfPeriod(WriteTarget target) {
			super(target, 16);
		}

		@Override
		void put(long offset, Object value) {
			Period period = (Period) value;
			long months = period.toTotalMonths();
			if (months != (int) months) {
				throw failure("the period '" + period + "' has more months than 32 bits hold", null);
			}
			this.data.putInt(offset, (int) months);
			this.data.putInt(offset + 4, period.getDays());
			this.data.putLong(offset + 8, 0);
		}

	}

	/**
	 * Writes decimals of 128 or 256 bits, least significant byte first.
	 */
	public static final class OfDecimal extends FixedBytesWriter {

		private final DecimalDigits digits;

		private final int width;

		public OfDecimal(WriteTarget target, DecimalDigits digits) {
			super(target, digits.width());
			this.digits = digits;
			this.width = digits.width();
		}

		@Override
		void put(long offset, Object value) {
			BigInteger unscaled = (value instanceof BigDecimal decimal) ? unscaled(decimal)
					: unscaled(new BigDecimal((BigInteger) value));
			if (unscaled.bitLength() < Long.SIZE) {
				long low = unscaled.longValue();
				this.data.putLong(offset, low);
				this.data.fill(offset + 8, this.width - 8L, (low < 0) ? 0xFF : 0);
				return;
			}
			byte[] bytes = unscaled.toByteArray();
			for (int i = 0; i < bytes.length; i++) {
				this.data.putByte(offset + i, bytes[bytes.length - 1 - i]);
			}
			this.data.fill(offset + bytes.length, this.width - (long) bytes.length, (unscaled.signum() < 0) ? 0xFF : 0);
		}

		private BigInteger unscaled(BigDecimal decimal) {
			BigInteger unscaled = this.digits.unscaled(decimal);
			if (unscaled == null) {
				throw failure("the value '" + decimal + "' does not fit a decimal of precision "
						+ this.digits.precision() + " and scale " + this.digits.scale(), null);
			}
			return unscaled;
		}

	}

}
