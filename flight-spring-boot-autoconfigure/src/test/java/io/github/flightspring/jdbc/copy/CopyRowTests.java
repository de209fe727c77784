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

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.function.Consumer;

import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that a server sends in another form than PostgreSQL's.
 */
class CopyRowTests {

	private final BufferAllocator allocator = new RootAllocator();

	private final CopyRow row = new CopyRow();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	private static byte[] bytes(Consumer<ByteBuffer> content) {
		ByteBuffer buffer = ByteBuffer.allocate(256);
		content.accept(buffer);
		byte[] bytes = new byte[buffer.position()];
		buffer.flip().get(bytes);
		return bytes;
	}

	/**
	 * Begin with a value of numbers of 16 bits.
	 */
	private CopyRow value(int... shorts) throws SQLException {
		this.row.begin(bytes((buffer) -> {
			buffer.putInt(2 * shorts.length);
			for (int number : shorts) {
				buffer.putShort((short) number);
			}
		}));
		assertThat(this.row.next()).isTrue();
		assertThat(this.row.isRead()).isTrue();
		return this.row;
	}

	@Test
	void whenAHeaderHasAnExtensionThenTheRowsFollowIt() throws Exception {
		this.row.beginCopy(bytes((buffer) -> buffer.put(CopyFormat.signature())
			.putInt(1)
			.putInt(3)
			.put(new byte[3])
			.putShort((short) 2)));
		assertThat(this.row.isRead()).isFalse();
		assertThat(this.row.beginRow()).isEqualTo(2);
		assertThat(this.row.isRead()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "65536, 0", "0, 1", "0, -1", "0, 2147483647", "-2147483648, 0" })
	void whenAHeaderIsUnknownThenItIsRefused(int flags, int extension) {
		byte[] header = bytes((buffer) -> buffer.put(CopyFormat.signature()).putInt(flags).putInt(extension));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.row.beginCopy(header));
	}

	@Test
	void whenThereIsNoHeaderThenTheRowsAreRefused() {
		for (int length : new int[] { 0, 18, 40 }) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.row.beginCopy(new byte[length]))
				.withMessageContaining("no header");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void whenAValueIsLongerThanItsBytesThenItIsRefused(int length) {
		this.row.begin(bytes((buffer) -> buffer.putInt(length).putShort((short) 0)));
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.row::next)
			.withMessageContaining("a value has " + length + " bytes, and 2 follow");
	}

	@Test
	void whenTheBytesEndThenTheRowIsRefused() {
		this.row.begin(new byte[] { 0 });
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.row::beginRow);
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.row::next);
	}

	@Test
	void whenAValueHasAnotherLengthThenItIsRefused() throws Exception {
		value(1);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.row::getInt)
			.withMessage("the value has 2 bytes instead of 4");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.row::getLong);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(this.row::getByte);
		assertThat(this.row.getShort()).isEqualTo((short) 1);
	}

	@Test
	void whenADecimalHasAnUnknownFormThenItIsRefused() throws Exception {
		try (DecimalVector decimals = new DecimalVector("d", this.allocator, 9, 2);
				VarCharVector texts = new VarCharVector("t", this.allocator)) {
			for (CopyReader reader : new CopyReader[] { DecimalReader.of(decimals), new NumericTextReader(texts) }) {
				reader.read(value(2, 0, 0x4000, 2, 12, 3400), 0);
				for (int[] malformed : new int[][] { {}, { 1, 0, 0 }, { 1, 0, 0, 0 }, { 2, 0, 0, 0, 1 },
						{ 65535, 0, 0, 0, 1 }, { 1, 0, 0, 0, 10_000 }, { 1, 0, 0, 0, -1 }, { 1, 0, 1, 0, 1 },
						{ 1, 0, 0, -1, 1 } }) {
					assertThatExceptionOfType(UnreadableValueException.class)
						.isThrownBy(() -> reader.read(value(malformed), 0));
				}
			}
			assertThat(decimals.getObject(0)).isEqualByComparingTo("-12.34");
			assertThat(texts.getObject(0)).hasToString("-12.34");
		}
	}

	@Test
	void whenADecimalHasMoreDigitsThanItsColumnThenItIsRefused() throws Exception {
		try (DecimalVector decimals = new DecimalVector("d", this.allocator, 9, 2)) {
			CopyReader reader = DecimalReader.of(decimals);
			assertThatCode(() -> reader.read(value(3, 1, 0, 2, 999, 9999, 9900), 0)).doesNotThrowAnyException();
			for (int[] larger : new int[][] { { 3, 1, 0, 2, 1000, 0, 0 }, { 1, 2, 0, 2, 1 }, { 1, 32767, 0, 2, 1 },
					{ 2, 0, 0, 3, 1, 10 }, { 1, -1, 0, 4, 1 }, { 1, -32768, 0, 4, 1 } }) {
				assertThatExceptionOfType(UnreadableValueException.class)
					.isThrownBy(() -> reader.read(value(larger), 0))
					.withMessageContaining("has more digits than decimal(9, 2)");
			}
		}
	}

	@Test
	void whenAnArrayIsMalformedThenItIsRefused() throws Exception {
		try (ListVector list = new ListVector("l", this.allocator, FieldType.nullable(new ArrowType.List()), null)) {
			list.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			IntVector numbers = (IntVector) list.getDataVector();
			CopyReader reader = new ListReader(CopyType.INT4, (value, index) -> {
				numbers.setSafe(index, value.getInt());
				return 0;
			}, list);
			// dimensions, nulls, type, length and first index as numbers of 16 bits
			assertThat(reader.read(value(0, 1, 0, 0, 0, 23, 0, 1, 0, 1, 0, 4, 0, 7), 0)).isEqualTo(33);
			assertThat(list.getObject(0)).asString().isEqualTo("[7]");
			for (int[] malformed : new int[][] { { 0, 1, 0, 0, 0, 23, 0, 2, 0, 1, 0, 4, 0, 7 },
					{ 0, 1, 0, 0, 0, 23, 32767, -1, 0, 1, 0, 4, 0, 7 }, { 0, 1, 0, 0, 0, 23, 0, 0, 0, 1, 0, 4, 0, 7 },
					{ 0, 1, 0, 0, 0, 23 }, { 0, 1 } }) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> reader.read(value(malformed), 1));
			}
			assertThatExceptionOfType(UnreadableValueException.class)
				.isThrownBy(() -> reader.read(value(0, 1, 0, 0, 2, 0xbc, 0, 1, 0, 1, 0, 4, 0, 7), 1))
				.withMessage("the value is an array of the type 131260 instead of 23");
			assertThatExceptionOfType(UnreadableValueException.class)
				.isThrownBy(() -> reader.read(value(0, 2, 0, 0, 0, 23), 1))
				.withMessageContaining("array of arrays");
		}
	}

}
