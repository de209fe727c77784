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

import org.apache.arrow.memory.ArrowBuf;

/**
 * Checks that text is valid UTF-8. Most text is ASCII, which is checked eight bytes at a
 * time over a whole column. Other text is checked value by value, without nulls.
 */
final class Utf8Checks {

	private static final long HIGH_BITS = 0x8080808080808080L;

	private Utf8Checks() {
	}

	static void check(ColumnLayout column, ArrowBuf data, ArrowBuf offsets, int count, boolean large,
			Validity validity) {
		long start = Offsets.at(offsets, 0, large);
		long end = Offsets.at(offsets, count, large);
		if (isAscii(data, start, end - start)) {
			return;
		}
		for (int i = 0; i < count; i++) {
			long next = Offsets.at(offsets, i + 1, large);
			if (validity.isValid(i) && !isUtf8(data, start, next - start)) {
				throw invalid(column, i);
			}
			start = next;
		}
	}

	static RuntimeException invalid(ColumnLayout column, int index) {
		return WireErrors.invalid("value %d of column '%s' is not UTF-8", index, column.path());
	}

	static boolean isUtf8(ArrowBuf data, long start, long length) {
		return isAscii(data, start, length) || isWellFormed(data, start, start + length);
	}

	private static boolean isAscii(ArrowBuf data, long start, long length) {
		long end = start + length;
		long position = start;
		for (; position <= end - 8; position += 8) {
			if ((data.getLong(position) & HIGH_BITS) != 0) {
				return false;
			}
		}
		for (; position < end; position++) {
			if (data.getByte(position) < 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Check against table 3-7 of the Unicode standard, Well-Formed UTF-8 Byte Sequences.
	 */
	private static boolean isWellFormed(ArrowBuf data, long start, long end) {
		long position = start;
		while (position < end) {
			int lead = data.getByte(position++) & 0xFF;
			if (lead < 0x80) {
				continue;
			}
			int following = (lead >= 0xF0) ? 3 : (lead >= 0xE0) ? 2 : 1;
			if (lead < 0xC2 || lead > 0xF4 || following > end - position) {
				return false;
			}
			int second = data.getByte(position) & 0xFF;
			int low = (lead == 0xE0) ? 0xA0 : (lead == 0xF0) ? 0x90 : 0x80;
			int high = (lead == 0xED) ? 0x9F : (lead == 0xF4) ? 0x8F : 0xBF;
			if (second < low || second > high) {
				return false;
			}
			for (int i = 1; i < following; i++) {
				if ((data.getByte(position + i) & 0xC0) != 0x80) {
					return false;
				}
			}
			position += following;
		}
		return true;
	}

}
