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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.TestCall;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StoreDisk}.
 */
class StoreDiskTests {

	private static final int ROWS = 1_000_000;

	@TempDir
	private Path folder;

	private long usable = 1L << 40;

	private DuckDb duckDb;

	private UploadStore store;

	private final TestCall call = new TestCall();

	@BeforeEach
	void open() throws Exception {
		SampleProperties properties = new SampleProperties(this.folder.resolve("uploads.duckdb"));
		this.duckDb = new DuckDb(properties);
		this.store = new UploadStore(this.duckDb, new UploadCatalog(this.duckDb),
				new StoreDisk(this.duckDb, properties, () -> this.usable));
	}

	@AfterEach
	void close() throws Exception {
		this.call.close();
		this.duckDb.close();
	}

	@Test
	void whenThereIsNoRoomThenRefusedAndTheOldStays() throws Exception {
		store("a", 10);
		this.usable = 14L << 20;
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> store("a", ROWS)).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
			assertThat(ex.status().description()).contains("no room for", "drop-upload");
		});
		assertThat(this.store.get(new UploadName("a")).rows()).isEqualTo(10);
		store("b", 10);
		this.usable = 5L << 20;
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> store("c", ROWS))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
		this.usable = 0;
		this.store.drop(new UploadName("a"));
		assertThat(this.store.all()).extracting((upload) -> upload.name().value()).containsExactly("b");
	}

	@Test
	void whenStoredThenTheLogIsEmpty() throws Exception {
		store("a", ROWS);
		assertThat(size("uploads.duckdb.wal")).isZero();
	}

	@Test
	void whenDroppedThenTheSpaceIsGivenBack() throws Exception {
		store("a", 10);
		long before = size("uploads.duckdb");
		for (String name : new String[] { "b", "c", "d" }) {
			store(name, ROWS);
		}
		long full = size("uploads.duckdb");
		for (String name : new String[] { "b", "c", "d" }) {
			this.store.drop(new UploadName(name));
		}
		assertThat(size("uploads.duckdb")).isLessThan(full).isLessThan(before + (2L << 20));
		assertThat(size("uploads.duckdb.wal")).isZero();
	}

	@Test
	void whenBrokenOffThenTheSpaceIsGivenBack() throws Exception {
		store("a", 10);
		long before = size("uploads.duckdb");
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), (batch) -> {
			if (batch == 1) {
				throw new IllegalStateException("of a test");
			}
		}, ROWS, ROWS)) {
			assertThatIllegalStateException()
				.isThrownBy(() -> this.store.store(new UploadName("b"), rows, this.call, (count) -> {
				}));
		}
		assertThat(size("uploads.duckdb")).isLessThan(before + (2L << 20));
	}

	@Test
	void whenDroppedWhileReadThenTheNextChangeGivesTheSpaceBack() throws Exception {
		store("a", ROWS);
		try (ArrowReader rows = this.store.open(new UploadName("a"), this.call)) {
			this.store.drop(new UploadName("a"));
			long count = 0;
			while (rows.loadNextBatch()) {
				count += rows.getVectorSchemaRoot().getRowCount();
			}
			assertThat(count).isEqualTo(ROWS);
		}
		store("b", 10);
		assertThat(size("uploads.duckdb.wal")).isZero();
	}

	@Test
	void whenTheDatabaseSaysThatTheDiskIsFullThenItIs() {
		String full = "Failed to commit: Could not write file \"u.wal\": No space left on device";
		assertThat(StoreDisk.isFull(new SQLException(full))).isTrue();
		assertThat(StoreDisk.isFull(new IOException(new SQLException(full)))).isTrue();
		assertThat(StoreDisk.isFull(new SQLException("Out of Memory Error: ... 'max_temp_directory_size' ...")))
			.isTrue();
		assertThat(StoreDisk.isFull(new SQLException("Constraint Error"))).isFalse();
		assertThat(StoreDisk.isFull(new SQLException())).isFalse();
	}

	private void store(String name, int rowCount) throws Exception {
		try (ArrowReader rows = TestTables.counting(this.call.allocator(), rowCount)) {
			this.store.store(new UploadName(name), rows, this.call, (count) -> {
			});
		}
	}

	private long size(String file) throws IOException {
		Path path = this.folder.resolve(file);
		return Files.exists(path) ? Files.size(path) : 0;
	}

}
