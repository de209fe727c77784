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

package io.github.flightspring.benchmarks.app;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The same rows twice: as records that the starter maps, and by hand, as one who knows
 * Arrow's vectors would write them.
 */
@FlightEndpoint("rows")
class RowFlights {

	private static final int BATCH_ROWS = 32 * 1024;

	private final Schema schema = RecordMapper.of(Row.class).schema();

	@DoGet("one")
	Stream<Row> one() {
		return Row.stream(1);
	}

	@DoGet("mapped/{rows}")
	Stream<Row> mapped(int rows) {
		return Row.stream(rows);
	}

	@DoGet("by-hand/{rows}")
	void byHand(int rows, FlightSink sink, BufferAllocator allocator) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(this.schema, allocator)) {
			for (int start = 0; start < rows; start += BATCH_ROWS) {
				fill(root, start, Math.min(BATCH_ROWS, rows - start));
				sink.write(root);
			}
		}
	}

	private static void fill(VectorSchemaRoot root, int start, int count) {
		BigIntVector id = (BigIntVector) root.getVector("id");
		TimeStampMicroTZVector time = (TimeStampMicroTZVector) root.getVector("time");
		Float8Vector value = (Float8Vector) root.getVector("value");
		IntVector number = (IntVector) root.getVector("count");
		VarCharVector origin = (VarCharVector) root.getVector("origin");
		VarCharVector destination = (VarCharVector) root.getVector("destination");
		id.allocateNew(count);
		time.allocateNew(count);
		value.allocateNew(count);
		number.allocateNew(count);
		origin.allocateNew(count * 4L, count);
		destination.allocateNew(count * 4L, count);
		for (int i = 0; i < count; i++) {
			Row row = Row.of(start + i);
			id.set(i, row.id());
			time.set(i, row.time().getEpochSecond() * 1_000_000L + row.time().getNano() / 1000);
			value.set(i, row.value());
			number.set(i, row.count());
			origin.setSafe(i, row.origin().getBytes(StandardCharsets.UTF_8));
			destination.setSafe(i, row.destination().getBytes(StandardCharsets.UTF_8));
		}
		root.setRowCount(count);
	}

}
