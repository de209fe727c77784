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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.TransferPair;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches that say what is not so are refused with words that say what, and cost nothing.
 */
class HostileBatchTests {

	private static final ArrowType INT = new ArrowType.Int(32, true);

	private static final Field NUMBER = Columns.field("n", INT);

	private static final Field TEXT = Columns.field("t", new ArrowType.Utf8());

	private static final Field LIST = Columns.field("l", new ArrowType.List(), NUMBER);

	private static final Field VIEW = Columns.field("v", new ArrowType.Utf8View());

	private static final Field DENSE = Columns.field("u", new ArrowType.Union(UnionMode.Dense, new int[] { 3 }),
			NUMBER);

	private static final Field SPARSE = Columns.field("u", new ArrowType.Union(UnionMode.Sparse, new int[] { 3 }),
			NUMBER);

	private static final Field RUNS = Columns.field("r", new ArrowType.RunEndEncoded(),
			new Field("run_ends", FieldType.notNullable(INT), null), NUMBER);

	private static final Field LIST_VIEW = Columns.field("lv", new ArrowType.ListView(), NUMBER);

	private static final Field ENCODED = new Field("d",
			new FieldType(true, new ArrowType.Utf8(), new DictionaryEncoding(7, false, new ArrowType.Int(8, true))),
			null);

	private final RootAllocator allocator = new RootAllocator(64 << 20);

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	static Stream<Arguments> batches() {
		byte[] text = "abcdefghijklmnop".getBytes();
		return Stream.of(
				Arguments.of("the batch has a length of -1", NUMBER, Crafted.rows(-1).node(0, 0).none().none()),
				Arguments.of("the batch has a length of 4294967296", NUMBER,
						Crafted.rows(1L << 32).node(0, 0).none().none()),
				Arguments.of("field node 0 has a length of -5", NUMBER, Crafted.rows(1).node(-5, 0).none().none()),
				Arguments.of("field node 0 has 2 nulls in 1 values", NUMBER,
						Crafted.rows(1).node(1, 2).bytes((byte) 0).ints(1)),
				Arguments.of("field node 0 has -2 nulls", NUMBER, Crafted.rows(1).node(1, -2).none().ints(1)),
				Arguments.of("0 field nodes, but the schema has 1 fields", NUMBER, Crafted.rows(0)),
				Arguments.of("2 field nodes, but the schema has 1 fields", NUMBER,
						Crafted.rows(1).node(1, 0).node(1, 0).none().ints(1)),
				Arguments.of("1 buffers, but its schema needs 2", NUMBER, Crafted.rows(1).node(1, 0).ints(1)),
				Arguments.of("3 buffers, but its schema needs 2", NUMBER,
						Crafted.rows(1).node(1, 0).none().ints(1).none()),
				Arguments.of("column 'n' has 3 values, but needs 1", NUMBER,
						Crafted.rows(1).node(3, 0).none().ints(1, 2, 3)),
				Arguments.of("buffer 1 lies at -8 with length 4", NUMBER, Crafted.rows(1).node(1, 0).none().at(-8, 4)),
				Arguments.of("buffer 1 lies at 0 with length -4", NUMBER, Crafted.rows(1).node(1, 0).none().at(0, -4)),
				Arguments.of("buffer 1 lies at 0 with length 4, but the body has 0 bytes", NUMBER,
						Crafted.rows(1).node(1, 0).none().at(0, 4)),
				Arguments.of("buffer 1 lies at 9223372036854775800 with length 16", NUMBER,
						Crafted.rows(1).node(1, 0).none().at(Long.MAX_VALUE - 7, 16)),
				Arguments.of("buffer 1 at 0 overlaps the one before, which ends at 1", NUMBER,
						Crafted.rows(1).node(1, 0).bytes((byte) 1).at(0, 4)),
				Arguments.of("the data buffer of column 'n' has 4 bytes, but its values need 8", NUMBER,
						Crafted.rows(2).node(2, 0).none().ints(1)),
				Arguments.of("the validity buffer of column 'n' has 1 bytes, but its values need 2", NUMBER,
						Crafted.rows(9).node(9, 1).bytes((byte) 1).ints(1, 2, 3, 4, 5, 6, 7, 8, 9)),
				Arguments.of("column 'n' has 1 nulls in 2 values, but no validity buffer", NUMBER,
						Crafted.rows(2).node(2, 1).none().ints(1, 2)),
				Arguments.of("the offset buffer of column 't' has 4 bytes, but its values need 8", TEXT,
						Crafted.rows(1).node(1, 0).none().ints(0).none()),
				Arguments.of("the offsets of column 't' begin at -1", TEXT,
						Crafted.rows(1).node(1, 0).none().ints(-1, 1).bytes(text)),
				Arguments.of("offset 2 of column 't' is 1 after 2", TEXT,
						Crafted.rows(2).node(2, 0).none().ints(0, 2, 1).bytes(text)),
				Arguments.of("the data buffer of column 't' has 16 bytes, but its values need 17", TEXT,
						Crafted.rows(1).node(1, 0).none().ints(0, 17).bytes(text)),
				Arguments.of("value 1 of column 't' is not UTF-8", TEXT,
						Crafted.rows(2).node(2, 0).none().ints(0, 1, 2).bytes((byte) 'a', (byte) 0xC3)),
				Arguments.of("column 'l.n' has 1 values, but needs at least 2", LIST,
						Crafted.rows(1).node(1, 0).node(1, 0).none().ints(0, 2).none().ints(1)),
				Arguments.of("value 0 of column 'lv' has offset -1 and size 1", LIST_VIEW,
						Crafted.rows(1).node(1, 0).node(1, 0).none().ints(-1).ints(1).none().ints(1)),
				Arguments.of("column 'lv.n' has 1 values, but needs at least 2147483648", LIST_VIEW,
						Crafted.rows(1).node(1, 0).node(1, 0).none().ints(Integer.MAX_VALUE).ints(1).none().ints(1)),
				Arguments.of("value 0 of column 'v' is a view of -1 bytes", VIEW,
						Crafted.rows(1).node(1, 0).none().ints(-1, 0, 0, 0).views(0)),
				Arguments.of("value 0 of column 'v' is a view of 13 bytes at 0 in buffer 1 of 1", VIEW,
						Crafted.rows(1).node(1, 0).none().ints(13, 0x64636261, 1, 0).bytes(text).views(1)),
				Arguments.of("value 0 of column 'v' is a view of 13 bytes at 4 in buffer 0 of 1", VIEW,
						Crafted.rows(1).node(1, 0).none().ints(13, 0x64636261, 0, 4).bytes(text).views(1)),
				Arguments.of("value 0 of column 'v' does not begin with the prefix in its view", VIEW,
						Crafted.rows(1).node(1, 0).none().ints(13, 0, 0, 0).bytes(text).views(1)),
				Arguments.of("variadic buffer count 0 is -1", VIEW, Crafted.rows(0).node(0, 0).none().none().views(-1)),
				Arguments.of("variadic buffer count 0 is 1000000000", VIEW,
						Crafted.rows(0).node(0, 0).none().none().views(1_000_000_000)),
				Arguments.of("0 variadic buffer counts, but the schema has 1 view fields", VIEW,
						Crafted.rows(0).node(0, 0).none().none()),
				Arguments.of("value 0 of column 'u' has type id 4", DENSE,
						Crafted.rows(1).node(1, 0).node(1, 0).bytes((byte) 4).ints(0).none().ints(1)),
				Arguments.of("value 0 of column 'u' has type id -1", SPARSE,
						Crafted.rows(1).node(1, 0).node(1, 0).bytes((byte) -1).none().ints(1)),
				Arguments.of("column 'u.n' has 1 values, but needs at least 2", DENSE,
						Crafted.rows(1).node(1, 0).node(1, 0).bytes((byte) 3).ints(1).none().ints(1)),
				Arguments.of("value 0 of column 'u' has offset -1", DENSE,
						Crafted.rows(1).node(1, 0).node(1, 0).bytes((byte) 3).ints(-1).none().ints(1)),
				Arguments.of("run end 1 of column 'r' is 2 after 2", RUNS,
						Crafted.rows(3).node(3, 0).node(2, 0).node(2, 0).none().ints(2, 2).none().ints(1, 2)),
				Arguments.of("the runs of column 'r' end at 2, but it has 3 values", RUNS,
						Crafted.rows(3).node(3, 0).node(1, 0).node(1, 0).none().ints(2).none().ints(1)),
				Arguments.of("column 'r' has 1 null run ends", RUNS,
						Crafted.rows(1).node(1, 0).node(1, 1).node(1, 0).bytes((byte) 0).ints(1).none().ints(1)),
				Arguments.of("value 0 of column 'd' has index 0, but dictionary 7 has 0 values", ENCODED,
						Crafted.rows(1).node(1, 0).none().bytes((byte) 0)),
				Arguments.of("metadata version V3", NUMBER,
						Crafted.rows(0).node(0, 0).none().none().version(MetadataVersion.V3)),
				Arguments.of("metadata version 99", NUMBER,
						Crafted.rows(0).node(0, 0).none().none().version((short) 99)),
				Arguments.of("compressed with codec 9", NUMBER,
						Crafted.rows(1).node(1, 0).none().longs(4, 0).compression(9, 0)),
				Arguments.of("compressed with method 1", NUMBER,
						Crafted.rows(1).node(1, 0).none().longs(4, 0).compression(1, 1)),
				Arguments.of("a compressed buffer declares a length of -2 bytes", NUMBER,
						Crafted.rows(1).node(1, 0).none().longs(-2, 0).compression(1, 0)),
				Arguments.of("a compressed buffer has 4 bytes", NUMBER,
						Crafted.rows(1).node(1, 0).none().ints(4).compression(1, 0)),
				Arguments.of("cannot be decompressed with zstd", NUMBER,
						Crafted.rows(1).node(1, 0).none().longs(4, 0x1234).compression(1, 0)),
				Arguments.of("cannot be decompressed with lz4", NUMBER,
						Crafted.rows(1).node(1, 0).none().longs(4, 0x1234).compression(0, 0)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("batches")
	void whenBatchIsWrongThenRefused(String message, Field field, Crafted batch) {
		FlightRuntimeException ex = read(Crafted.schema(field), batch.batch());
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
		assertThat(ex).hasMessageContaining(message);
	}

	@Test
	void whenUncompressedLengthIsAboveTheCapThenExhausted() {
		FlightRuntimeException ex = read(Crafted.schema(NUMBER),
				Crafted.rows(1).node(1, 0).none().longs(65L << 20, 0).compression(1, 0).batch());
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
		assertThat(ex).hasMessageContaining("declares 68157440 bytes");
	}

	@Test
	void whenLz4HoldsMoreThanItDeclaresThenRefused() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(4).array());
		try (var out = new FramedLZ4CompressorOutputStream(bytes)) {
			out.write(new byte[1 << 20]);
		}
		FlightRuntimeException ex = read(Crafted.schema(NUMBER),
				Crafted.rows(1).node(1, 0).none().bytes(bytes.toByteArray()).compression(0, 0).batch());
		assertThat(ex).hasMessageContaining("declares 4 bytes, but has more");
	}

	@Test
	void whenRowsNeedBitmapsAboveTheCapThenOutOfMemoryAndNothingLeaks() {
		Field struct = Columns.field("s", new ArrowType.Struct());
		Field other = Columns.field("t", new ArrowType.Struct());
		byte[] batch = Crafted.rows(Integer.MAX_VALUE)
			.node(Integer.MAX_VALUE, 0)
			.node(Integer.MAX_VALUE, 0)
			.none()
			.none()
			.batch();
		try (BufferAllocator child = this.allocator.newChildAllocator("call", 0, 1 << 20);
				FlightDataReader reader = Wire.reader(List.of(Crafted.schema(struct, other), batch), child)) {
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(reader::loadNextBatch);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void whenFixedSizesMultiplyBeyondAnIntThenRefused() {
		Field lists = Columns.field("f", new ArrowType.FixedSizeList(Integer.MAX_VALUE), NUMBER);
		FlightRuntimeException ex = read(Crafted.schema(lists),
				Crafted.rows(3).node(3, 0).node(0, 0).none().none().none().batch());
		assertThat(ex).hasMessageContaining("column 'f' has 3 lists of 2147483647 values");
		Field binary = Columns.field("b", new ArrowType.FixedSizeBinary(Integer.MAX_VALUE));
		ex = read(Crafted.schema(binary), Crafted.rows(3).node(3, 0).none().ints(1).batch());
		assertThat(ex)
			.hasMessageContaining("the data buffer of column 'b' has 4 bytes, but its values need 6442450941");
	}

	@Test
	void whenTextUnderNullIsNotUtf8ThenAccepted() throws Exception {
		byte[] batch = Crafted.rows(2).node(2, 1).bytes((byte) 2).ints(0, 1, 2).bytes((byte) 0xC3, (byte) 'a').batch();
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(TEXT), batch), this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThat(reader.getVectorSchemaRoot().getVector(0).getObject(1)).hasToString("a");
		}
	}

	@Test
	void whenAViewUnderNullPointsNowhereThenItIsMadeEmpty() throws Exception {
		byte[] batch = Crafted.rows(2).node(2, 1).bytes((byte) 2).ints(99, 98, 97, 96, 1, 'a', 0, 0).views(0).batch();
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(VIEW), batch), this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			TransferPair slice = reader.getVectorSchemaRoot().getVector(0).getTransferPair(this.allocator);
			slice.splitAndTransfer(0, 2);
			assertThat(((ViewVarCharVector) slice.getTo()).isNull(0)).isTrue();
			assertThat(((ViewVarCharVector) slice.getTo()).getObject(1)).hasToString("a");
			slice.getTo().close();
		}
	}

	@Test
	void whenAReaderHasFailedThenItFailsAgain() throws Exception {
		byte[] good = Crafted.rows(1).node(1, 0).none().ints(1).batch();
		byte[] bad = Crafted.rows(2).node(2, 0).none().ints(1).batch();
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(NUMBER), good, bad, good), this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(reader::loadNextBatch);
			assertThat(reader.hasBatch()).isFalse();
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(reader::loadNextBatch);
		}
	}

	private FlightRuntimeException read(byte[]... messages) {
		List<byte[]> list = new ArrayList<>(List.of(messages));
		try (BufferAllocator child = this.allocator.newChildAllocator("call", 0, 64 << 20);
				FlightDataReader reader = Wire.reader(list, child)) {
			try {
				while (reader.loadNextBatch()) {
					assertThat(reader.getVectorSchemaRoot()).isNotNull();
				}
			}
			catch (FlightRuntimeException ex) {
				return ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new AssertionError("Nothing was refused");
	}

}
