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

package io.github.flightspring.jdbc.copy;

import java.nio.charset.StandardCharsets;

import org.apache.arrow.vector.VarCharVector;

/**
 * The reader of decimals of any scale as text, such as the function numeric_out writes
 * it.
 */
final class NumericTextReader implements CopyReader {

	private final Numeric numeric = new Numeric();

	private final VarCharVector vector;

	private byte[] text = new byte[64];

	private int length;

	NumericTextReader(VarCharVector vector) {
		this.vector = vector;
	}

	@Override
	public long read(CopyRow value, int index) {
		this.numeric.take(value);
		String special = this.numeric.special();
		if (special != null) {
			byte[] name = special.getBytes(StandardCharsets.US_ASCII);
			this.vector.setSafe(index, name);
			return name.length * 8L;
		}
		write();
		this.vector.setSafe(index, this.text, 0, this.length);
		return this.length * 8L;
	}

	private void write() {
		int weight = this.numeric.weight();
		// a sign, a zero, a point, and digits by four
		int needed = 7 + 4 * Math.max(weight + 1, 0) + this.numeric.places();
		if (this.text.length < needed) {
			this.text = new byte[needed];
		}
		this.length = 0;
		if (this.numeric.negative()) {
			this.text[this.length++] = '-';
		}
		int first = this.length;
		for (int i = 0; i <= weight; i++) {
			writeDigits(digit(i), 4, first);
		}
		if (this.length == first) {
			this.text[this.length++] = '0';
		}
		int places = this.numeric.places();
		if (places > 0) {
			this.text[this.length++] = '.';
			for (int i = weight + 1; places > 0; i++) {
				writeDigits(digit(i), Math.min(places, 4), -1);
				places -= 4;
			}
		}
	}

	private int digit(int index) {
		return (index >= 0 && index < this.numeric.count()) ? this.numeric.digit(index) : 0;
	}

	/**
	 * Write the first decimal digits of a digit of base 10,000.
	 * @param first the place at which zeros are left out
	 */
	private void writeDigits(int digit, int count, int first) {
		int rest = digit;
		for (int power = 1000, i = 0; i < count; power /= 10, i++) {
			int decimal = rest / power;
			rest %= power;
			if (decimal != 0 || this.length != first) {
				this.text[this.length++] = (byte) ('0' + decimal);
			}
		}
	}

}
