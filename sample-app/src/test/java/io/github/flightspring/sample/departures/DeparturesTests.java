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

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.TestCall;
import io.github.flightspring.sample.airports.AirportFile;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Departures}.
 */
class DeparturesTests {

	private static final Schema FILE_SCHEMA = new Schema(
			List.of(Field.nullable("date", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
					Field.nullable("delay", new ArrowType.Int(64, true)),
					Field.nullable("distance", new ArrowType.Int(64, true)),
					Field.nullable("origin", ArrowType.LargeUtf8.INSTANCE),
					Field.nullable("destination", ArrowType.LargeUtf8.INSTANCE)));

	@TempDir
	private static Path folder;

	private static DuckDb duckDb;

	private static DepartureMonths months;

	private static Departures departures;

	private final TestCall call = new TestCall();

	@BeforeAll
	static void open() throws Exception {
		duckDb = new DuckDb(new SampleProperties(folder.resolve("uploads.duckdb")));
		months = new DepartureMonths(duckDb);
		departures = new Departures(duckDb, new AirportFile(), months);
	}

	@AfterAll
	static void closeDatabase() throws Exception {
		duckDb.close();
	}

	@AfterEach
	void closeCall() {
		this.call.close();
	}

	@Test
	void whenABatchExceedsTheLimitOfTheCallThenItIsGivenBackToDuckDb() throws Exception {
		this.call.allocator().setLimit(2 << 20);
		try (ArrowReader rows = departures.all(null, this.call)) {
			assertThatIllegalArgumentException().isThrownBy(rows::loadNextBatch)
				.withRootCauseInstanceOf(OutOfMemoryException.class);
		}
		// the structure of a batch that has not been released is there until it is
		assertThat(this.call.allocator().getAllocatedMemory()).isZero();
	}

	@Test
	void whenAllThenEveryRowInOrderWithTheTypesOfTheFile() throws Exception {
		try (ArrowReader rows = departures.all(null, this.call)) {
			assertThat(rows.getVectorSchemaRoot().getSchema()).isEqualTo(FILE_SCHEMA);
			Totals totals = Totals.of(rows);
			assertThat(totals.rows()).isEqualTo(3_000_000);
			assertThat(totals.delay()).isEqualTo(20_003_603);
			assertThat(totals.ordered()).isTrue();
		}
	}

	@Test
	void whenMonthsThenTogetherTheWholeFlight() throws Exception {
		assertThat(months.departures()).isEqualTo(3_000_000);
		assertThat(months.all()).hasSize(7).startsWith(new Month(2001, 1)).endsWith(new Month(2001, 7));
		long rows = 0;
		long delay = 0;
		long last = 0;
		for (Month month : months.all()) {
			try (ArrowReader reader = departures.all(month, this.call)) {
				Totals totals = Totals.of(reader);
				assertThat(totals.ordered()).isTrue();
				assertThat(totals.first()).isGreaterThan(last);
				last = totals.last();
				rows += totals.rows();
				delay += totals.delay();
			}
		}
		assertThat(rows).isEqualTo(3_000_000);
		assertThat(delay).isEqualTo(20_003_603);
	}

	@Test
	void whenBatchesThenBelowFourMebibytes() throws Exception {
		try (ArrowReader rows = departures.all(null, this.call)) {
			while (rows.loadNextBatch()) {
				long bytes = rows.getVectorSchemaRoot()
					.getFieldVectors()
					.stream()
					.mapToLong((vector) -> vector.getBufferSize())
					.sum();
				assertThat(bytes).isLessThan(4 << 20);
			}
		}
	}

	@Test
	void whenClosedInMidStreamThenNothingLeft() throws Exception {
		try (ArrowReader rows = departures.all(null, this.call)) {
			assertThat(rows.loadNextBatch()).isTrue();
		}
		assertThat(this.call.allocator().getAllocatedMemory()).isZero();
	}

	@Test
	void whenCancelledAfterTheEndThenNothingHappens() throws Exception {
		departures.from("ATL", this.call).close();
		this.call.cancel();
	}

	@Test
	void whenOriginThenItsDepartures() throws Exception {
		try (ArrowReader rows = departures.from("ATL", this.call)) {
			assertThat(Totals.of(rows).rows()).isEqualTo(124_711);
		}
	}

	@Test
	void whenAirportWithoutDeparturesThenNoRows() throws Exception {
		try (ArrowReader rows = departures.from("00M", this.call)) {
			assertThat(Totals.of(rows).rows()).isZero();
		}
	}

	@Test
	void whenAirportUnknownThenNotFound() {
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> departures.from("ATL' OR '1'='1", this.call))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(CallStatus.NOT_FOUND.code()))
			.withMessageContaining("'airports'");
	}

	@Test
	void whenDelaysThenAirportsWithEnoughFlightsWorstFirst() throws Exception {
		List<Double> delays = new ArrayList<>();
		try (ArrowReader rows = departures.delays(new DelaysByAirport(1000), this.call)) {
			assertThat(rows.getVectorSchemaRoot().getSchema().getFields()).extracting(Field::getName)
				.containsExactly("origin", "flights", "mean_delay");
			while (rows.loadNextBatch()) {
				VectorSchemaRoot root = rows.getVectorSchemaRoot();
				for (int i = 0; i < root.getRowCount(); i++) {
					assertThat(((BigIntVector) root.getVector("flights")).get(i)).isGreaterThanOrEqualTo(1000);
					delays.add(((Float8Vector) root.getVector("mean_delay")).get(i));
				}
			}
		}
		assertThat(delays).hasSizeGreaterThan(100).isSortedAccordingTo((a, b) -> Double.compare(b, a));
	}

	private record Totals(long rows, long delay, boolean ordered, long first, long last) {

		static Totals of(ArrowReader reader) throws IOException, SQLException {
			long rows = 0;
			long delay = 0;
			boolean ordered = true;
			long first = 0;
			long last = 0;
			while (reader.loadNextBatch()) {
				VectorSchemaRoot root = reader.getVectorSchemaRoot();
				TimeStampMicroVector dates = (TimeStampMicroVector) root.getVector("date");
				BigIntVector delays = (BigIntVector) root.getVector("delay");
				first = (rows == 0) ? dates.get(0) : first;
				for (int i = 0; i < root.getRowCount(); i++) {
					delay += delays.get(i);
					ordered &= dates.get(i) >= last;
					last = dates.get(i);
				}
				rows += root.getRowCount();
			}
			return new Totals(rows, delay, ordered, first, last);
		}

	}

}
