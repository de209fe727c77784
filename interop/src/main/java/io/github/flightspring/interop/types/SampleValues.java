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

package io.github.flightspring.interop.types;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The value of each type for a seed, as its bytes in a buffer. Every client makes the
 * same ones, so that each end can tell what it should have got.
 */
final class SampleValues {

	private static final BigInteger LARGE = BigInteger.TEN.pow(50);

	private SampleValues() {
	}

	static String text(int seed) {
		return (seed % 3 == 2) ? "a longer text, number " + seed : "text " + seed;
	}

	static byte[] utf8(int seed) {
		return text(seed).getBytes(StandardCharsets.UTF_8);
	}

	static byte[] binary(int seed) {
		byte[] text = utf8(seed);
		byte[] bytes = new byte[text.length + 1];
		bytes[0] = (byte) 0xFF;
		System.arraycopy(text, 0, bytes, 1, text.length);
		return bytes;
	}

	static boolean bool(int seed) {
		return seed % 3 == 0;
	}

	static byte[] fixed(ArrowType type, int seed) {
		return switch (type.getTypeID()) {
			case Int -> integer((ArrowType.Int) type, seed);
			case FloatingPoint -> switch (((ArrowType.FloatingPoint) type).getPrecision()) {
				case HALF -> buffer(2).putShort(Float16.toFloat16(seed + 0.5f)).array();
				case SINGLE -> buffer(4).putFloat(seed + 0.5f).array();
				case DOUBLE -> buffer(8).putDouble(seed + 0.5).array();
			};
			case Decimal -> decimal(((ArrowType.Decimal) type).getBitWidth() / 8, seed);
			case FixedSizeBinary -> counting(((ArrowType.FixedSizeBinary) type).getByteWidth(), seed);
			case Date -> switch (((ArrowType.Date) type).getUnit()) {
				case DAY -> buffer(4).putInt(seed * 1000 - 5000).array();
				case MILLISECOND -> buffer(8).putLong((seed * 1000 - 5000) * 86_400_000L).array();
			};
			case Time -> (((ArrowType.Time) type).getBitWidth() == 32) ? buffer(4).putInt(seed * 1000 + 7).array()
					: buffer(8).putLong(seed * 1000 + 7).array();
			case Timestamp ->
				buffer(8).putLong(1_600_000_000L * perSecond(((ArrowType.Timestamp) type).getUnit()) + seed).array();
			case Duration -> buffer(8).putLong(seed * 1000 - 7).array();
			case Interval -> switch (((ArrowType.Interval) type).getUnit()) {
				case YEAR_MONTH -> buffer(4).putInt(seed * 13 - 5).array();
				case DAY_TIME -> buffer(8).putInt(seed - 3).putInt(seed * 1000).array();
				case MONTH_DAY_NANO ->
					buffer(16).putInt(seed - 3).putInt(seed * 2).putLong(seed * 1_000_000_007L).array();
			};
			default -> throw new IllegalArgumentException("No value of fixed width for " + type);
		};
	}

	private static byte[] integer(ArrowType.Int type, int seed) {
		int bits = type.getBitWidth();
		long value;
		if (type.getIsSigned()) {
			long max = Long.MAX_VALUE >> (64 - bits);
			value = (seed % 2 == 0) ? max - seed : -max - 1 + seed;
		}
		else {
			value = -1 - seed;
		}
		return Arrays.copyOf(buffer(8).putLong(value).array(), bits / 8);
	}

	private static byte[] decimal(int width, int seed) {
		BigInteger value = ((width == 16) ? BigInteger.valueOf(1_234_567_890_123L) : LARGE)
			.add(BigInteger.valueOf(seed));
		byte[] bigEndian = ((seed % 2 == 0) ? value : value.negate()).toByteArray();
		byte[] bytes = new byte[width];
		Arrays.fill(bytes, (byte) (bigEndian[0] >> 7));
		for (int i = 0; i < bigEndian.length; i++) {
			bytes[i] = bigEndian[bigEndian.length - 1 - i];
		}
		return bytes;
	}

	private static byte[] counting(int width, int seed) {
		byte[] bytes = new byte[width];
		for (int i = 0; i < width; i++) {
			bytes[i] = (byte) (seed + i);
		}
		return bytes;
	}

	private static long perSecond(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> 1;
			case MILLISECOND -> 1_000;
			case MICROSECOND -> 1_000_000;
			case NANOSECOND -> 1_000_000_000;
		};
	}

	static ByteBuffer buffer(int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}

}
