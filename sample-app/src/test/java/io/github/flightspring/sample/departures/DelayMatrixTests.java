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

package io.github.flightspring.sample.departures;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.TestCall;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DelayMatrix}.
 */
class DelayMatrixTests {

	@TempDir
	private Path folder;

	@Test
	void whenTheMatrixIsComputedThenEveryDepartureCountsOnceAndProgressIsToldByMonth() throws Exception {
		try (DuckDb duckDb = new DuckDb(new SampleProperties(this.folder.resolve("uploads.duckdb")));
				TestCall call = new TestCall()) {
			Matrix matrix = new Matrix();
			List<Double> progress = new ArrayList<>();
			new DelayMatrix(duckDb, new DepartureMonths(duckDb), Duration.ZERO).compute(matrix, progress::add, call);
			assertThat(matrix.flights).isEqualTo(3_000_000);
			assertThat(matrix.months).hasSize(7);
			assertThat(matrix.columns).containsExactly("origin", "destination", "month", "flights", "mean_delay");
			assertThat(progress).hasSize(8).isSorted().startsWith(0.0).endsWith(1.0);
		}
	}

	/**
	 * Adds up what it gets.
	 */
	private static final class Matrix implements FlightSink {

		private final Set<Object> months = new HashSet<>();

		private List<String> columns = List.of();

		private long flights;

		@Override
		public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
			this.columns = root.getSchema().getFields().stream().map(Field::getName).toList();
		}

		@Override
		public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
			for (int row = 0; row < batch.getRowCount(); row++) {
				this.flights += ((BigIntVector) batch.getVector("flights")).get(row);
				this.months.add(batch.getVector("month").getObject(row));
			}
		}

		@Override
		public void writeMetadata(byte[] appMetadata) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isStarted() {
			return !this.columns.isEmpty();
		}

		@Override
		public boolean isReady() {
			return true;
		}

	}

}
