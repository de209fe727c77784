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

package io.github.flightspring.arrow;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The memory of batches, and the classes of records. The allocator fails each test that
 * leaks.
 */
class RecordWriterMemoryTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private <T> RecordWriter<T> writer(Class<T> type) {
		return RecordMapper.of(type).writer(this.allocator);
	}

	@Test
	void whenResetThenMemoryIsUsedAgain() {
		try (RecordWriter<Point> writer = writer(Point.class)) {
			fill(writer, 10_000);
			long address = writer.finishBatch().getVector("x").getDataBufferAddress();
			writer.reset();
			long held = this.allocator.getAllocatedMemory();
			for (int i = 0; i < 10; i++) {
				fill(writer, 10_000);
				VectorSchemaRoot root = writer.finishBatch();
				assertThat(root.getVector("x").getDataBufferAddress()).isEqualTo(address);
				assertThat(Batches.read(RecordMapper.of(Point.class), root, writer.dictionaries())).hasSize(10_000)
					.endsWith(new Point(9_999, "9999"));
				writer.reset();
			}
			assertThat(this.allocator.getAllocatedMemory()).isEqualTo(held);
		}
	}

	@Test
	void whenBatchIsRetainedOrTransferredThenItIsNotOverwritten() {
		try (RecordWriter<Point> writer = writer(Point.class)) {
			fill(writer, 3);
			VectorSchemaRoot root = writer.finishBatch();
			TransferPair transfer = root.getVector("x").getTransferPair(this.allocator);
			transfer.transfer();
			ArrowBuf retained = root.getVector("name").getDataBuffer();
			retained.getReferenceManager().retain();
			writer.reset();
			writer.write(new Point(-1, "zzzzzzz"));
			writer.finishBatch();
			try (IntVector kept = (IntVector) transfer.getTo()) {
				assertThat(kept).hasToString("[0, 1, 2]");
				assertThat(retained.getByte(0)).isEqualTo((byte) '0');
			}
			finally {
				retained.close();
			}
		}
	}

	@Test
	void whenAllocatorIsAtItsLimitThenNothingLeaks() {
		try (RootAllocator small = new RootAllocator(64 * 1024);
				RecordWriter<Point> writer = RecordMapper.of(Point.class).writer(small)) {
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> fill(writer, 1_000_000));
			assertThat(writer.rowCount()).isPositive();
		}
		try (RootAllocator none = new RootAllocator(0)) {
			assertThatExceptionOfType(OutOfMemoryException.class)
				.isThrownBy(() -> RecordMapper.of(Outer.class).writer(none));
		}
	}

	@Test
	void whenRecordIsOfAnotherClassLoaderThenItIsMappedAndNotHeld() throws Exception {
		WeakReference<ClassLoader> loader = writeInOtherLoader();
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			System.gc();
			assertThat(loader.get()).isNull();
		});
	}

	private WeakReference<ClassLoader> writeInOtherLoader() throws Exception {
		URL classes = PlainRow.class.getProtectionDomain().getCodeSource().getLocation();
		ClassLoader parent = new ClassLoader(getClass().getClassLoader()) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
				if (name.equals(PlainRow.class.getName())) {
					throw new ClassNotFoundException(name);
				}
				return super.loadClass(name, resolve);
			}

		};
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes }, parent)) {
			Class<?> type = loader.loadClass(PlainRow.class.getName());
			assertThat(type).isNotEqualTo(PlainRow.class);
			var constructor = type.getDeclaredConstructor(int.class, String.class);
			constructor.setAccessible(true);
			assertOtherRoundTrip(type, constructor.newInstance(7, "seven"));
			return new WeakReference<>(loader);
		}
	}

	private <T> void assertOtherRoundTrip(Class<T> type, Object row) {
		assertThat(Batches.roundTrip(this.allocator, type, type.cast(row))).hasToString("[PlainRow[x=7, name=seven]]");
	}

	private static void fill(RecordWriter<Point> writer, int rows) {
		for (int i = 0; i < rows; i++) {
			writer.write(new Point(i, "" + i));
		}
	}

	private record Point(int x, @Nullable String name) {
	}

	enum Color {

		RED, GREEN

	}

	record Inner(int id, @ArrowField(nullable = Nullability.NOT_NULL) String name,
			@ArrowField(nullable = Nullability.NOT_NULL) Color color) {
	}

	record Outer(@Nullable Inner inner) {
	}

}
