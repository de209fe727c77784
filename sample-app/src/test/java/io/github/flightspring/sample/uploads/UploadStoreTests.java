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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.management.ObjectName;

import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.TestCall;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link UploadStore}: whole or not at all.
 */
class UploadStoreTests {

	private static final UploadName NAME = new UploadName("numbers");

	@TempDir
	private Path folder;

	private DuckDb duckDb;

	private UploadStore store;

	private final TestCall call = new TestCall();

	@BeforeEach
	void open() throws Exception {
		SampleProperties properties = new SampleProperties(this.folder.resolve("made/uploads.duckdb"));
		this.duckDb = new DuckDb(properties);
		this.store = new UploadStore(this.duckDb, new UploadCatalog(this.duckDb),
				new StoreDisk(this.duckDb, properties));
	}

	@AfterEach
	void close() throws Exception {
		this.call.close();
		this.duckDb.close();
	}

	@Test
	void whenStoredThenListedDescribedAndReadInOrder() throws Exception {
		List<Long> answers = new ArrayList<>();
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), 100_000, 100_000, 100_000)) {
			assertThat(this.store.store(NAME, rows, this.call, answers::add)).isEqualTo(300_000);
		}
		assertThat(answers).containsExactly(100_000L, 200_000L, 300_000L);
		assertThat(this.store.all()).extracting(StoredUpload::summary)
			.containsExactly(new Upload("numbers", 300_000, this.store.get(NAME).bytes()));
		assertThat(this.store.get(NAME).bytes()).isGreaterThan(2_400_000);
		assertThat(read(NAME)).isEqualTo(300_000);
	}

	@Test
	void whenStoredThenNothingIsHeldForDuckDb() throws Exception {
		store(10);
		long before = exportedStreams();
		store(10);
		store(200_000);
		assertThatIllegalStateException().isThrownBy(() -> storeAndBreakOff());
		assertThat(exportedStreams()).isEqualTo(before);
	}

	@Test
	void whenManySmallBatchesThenFewAnswers() throws Exception {
		List<Long> answers = new ArrayList<>();
		try (ArrowReader rows = TestTables.counting(this.call.allocator(),
				IntStream.range(0, 1000).map((i) -> 1).toArray())) {
			this.store.store(NAME, rows, this.call, answers::add);
		}
		assertThat(answers).hasSizeBetween(10, 100).isSorted();
	}

	@Test
	void whenNoBatchThenEmptyTableWithTheSchema() throws Exception {
		try (ArrowReader rows = TestTables.counting(this.call.allocator())) {
			assertThat(this.store.store(NAME, rows, this.call, (count) -> {
			})).isZero();
		}
		try (ArrowReader rows = this.store.open(NAME, this.call)) {
			assertThat(rows.getVectorSchemaRoot().getSchema().findField("n").isNullable()).isFalse();
			assertThat(rows.loadNextBatch()).isFalse();
		}
	}

	@Test
	void whenEmptyBatchBeforeLargeOneThenNoRowLost() throws Exception {
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), 0, 200_000, 0, 150_000, 0)) {
			assertThat(this.store.store(NAME, rows, this.call, (count) -> {
			})).isEqualTo(350_000);
		}
		assertThat(read(NAME)).isEqualTo(350_000);
	}

	@Test
	void whenBrokenOffThenNothingStored() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> storeAndBreakOff()).withMessage("broken off");
		assertThat(this.store.all()).isEmpty();
		assertThat(tables()).isEmpty();
		assertNotFound(() -> this.store.open(NAME, this.call));
		store(10);
		assertThat(read(NAME)).isEqualTo(10);
	}

	@Test
	void whenReplacementBrokenOffThenTheOldStays() throws Exception {
		store(10);
		assertThatIllegalStateException().isThrownBy(() -> storeAndBreakOff());
		assertThat(this.store.get(NAME).rows()).isEqualTo(10);
		assertThat(read(NAME)).isEqualTo(10);
	}

	@Test
	void whenReplacedThenNewRowsAndOldReadersKeepTheOld() throws Exception {
		store(200_000);
		try (ArrowReader old = this.store.open(NAME, this.call)) {
			assertThat(old.loadNextBatch()).isTrue();
			store(7);
			assertThat(read(NAME)).isEqualTo(7);
			assertThat(old.getVectorSchemaRoot().getRowCount() + count(old, old.getVectorSchemaRoot().getRowCount()))
				.isEqualTo(200_000);
		}
		assertThat(this.store.all()).hasSize(1);
	}

	@Test
	void whenCaseDiffersThenReplaced() throws Exception {
		store(10);
		store(new UploadName("Numbers"), 20);
		assertThat(this.store.all()).extracting((upload) -> upload.name().value()).containsExactly("Numbers");
		assertThat(read(NAME)).isEqualTo(20);
	}

	@Test
	void whenTwoCallsUploadOneNameThenTheSecondIsRefused() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ExecutorService other = Executors.newSingleThreadExecutor();
		try (TestCall first = new TestCall()) {
			Future<Long> upload = other.submit(() -> {
				try (ArrowReader rows = TestTables.counting(first.allocator(), (batch) -> {
					started.countDown();
					await(release);
				}, 5, 5)) {
					return this.store.store(NAME, rows, first, (count) -> {
					});
				}
			});
			assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
			assertStatus(CallStatus.UNAVAILABLE, () -> store(7));
			assertStatus(CallStatus.UNAVAILABLE, () -> this.store.drop(NAME));
			store(new UploadName("another"), 7);
			release.countDown();
			assertThat(upload.get(60, TimeUnit.SECONDS)).isEqualTo(10);
		}
		finally {
			other.shutdown();
		}
		assertThat(read(NAME)).isEqualTo(10);
		assertThat(this.store.all()).hasSize(2);
	}

	@Test
	void whenDroppedThenGone() throws Exception {
		store(10);
		assertThat(this.store.drop(NAME).rows()).isEqualTo(10);
		assertThat(this.store.all()).isEmpty();
		assertThat(tables()).isEmpty();
		assertNotFound(() -> this.store.drop(NAME));
	}

	@Test
	void whenDroppedWhileReadThenReadToTheEnd() throws Exception {
		store(200_000);
		try (ArrowReader rows = this.store.open(NAME, this.call)) {
			this.store.drop(NAME);
			assertThat(count(rows, 0)).isEqualTo(200_000);
		}
	}

	@Test
	void whenClosedAndOpenedAgainThenStillThere() throws Exception {
		store(10);
		this.duckDb.close();
		open();
		assertThat(read(NAME)).isEqualTo(10);
	}

	private void store(int rows) throws Exception {
		store(NAME, rows);
	}

	private void store(UploadName name, int rowCount) throws Exception {
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), rowCount)) {
			this.store.store(name, rows, this.call, (count) -> {
			});
		}
	}

	private void storeAndBreakOff() throws Exception {
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), (batch) -> {
			if (batch == 3) {
				throw new IllegalStateException("broken off");
			}
		}, 1000, 1000, 1000, 1000)) {
			this.store.store(NAME, rows, this.call, (count) -> {
			});
		}
	}

	private long read(UploadName name) throws Exception {
		try (ArrowReader rows = this.store.open(name, this.call)) {
			return count(rows, 0);
		}
	}

	private static long count(ArrowReader rows, long first) throws IOException {
		long count = 0;
		while (rows.loadNextBatch()) {
			VectorSchemaRoot root = rows.getVectorSchemaRoot();
			BigIntVector vector = (BigIntVector) root.getVector("n");
			for (int i = 0; i < root.getRowCount(); i++) {
				assertThat(vector.get(i)).isEqualTo(first + count++);
			}
		}
		return count;
	}

	/**
	 * The streams that native code holds on to, after a collection.
	 */
	private static long exportedStreams() throws Exception {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.filter((line) -> line.contains("ExportedArrayStreamPrivateData"))
			.mapToLong((line) -> Long.parseLong(line.trim().split("\\s+")[1]))
			.sum();
	}

	private List<String> tables() throws Exception {
		List<String> tables = new ArrayList<>();
		try (Connection connection = this.duckDb.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'uploads'")) {
			while (rows.next()) {
				tables.add(rows.getString(1));
			}
		}
		return tables;
	}

	private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
		assertStatus(CallStatus.NOT_FOUND, code);
	}

	private static void assertStatus(CallStatus status, org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(code)
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(status.code()))
			.withMessageContaining("numbers");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
