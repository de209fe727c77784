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

package io.github.flightspring.sample.stocks;

import java.util.List;
import java.util.Random;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.sample.WebProperties;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Trades of 60 made-up companies. Over HTTP the companies come first, as JSON.
 */
@FlightEndpoint(path = "stocks", produces = "multipart/mixed")
class Stocks {

	private static final int BATCH_ROWS = 6 * 1024;

	private static final int DIFFERENT_BATCHES = 8;

	private static final Schema SCHEMA = new Schema(List.of(Field.nullable("ticker", ArrowType.Utf8.INSTANCE),
			Field.nullable("price", new ArrowType.Int(64, true)),
			Field.nullable("volume", new ArrowType.Int(64, true))));

	private final List<Company> companies = Company.random(60, new Random());

	private final long rows;

	Stocks(WebProperties properties) {
		this.rows = properties.stocks();
	}

	@GetFlightInfo
	Flight describe() {
		return Flight.of(SCHEMA).metadata(this.companies).totalRecords(this.rows).ordered();
	}

	@DoGet(description = "Random trades: the ticker, the price in cents, the volume")
	void trades(FlightSink sink, BufferAllocator allocator) {
		Random random = new Random();
		VectorSchemaRoot[] batches = new VectorSchemaRoot[DIFFERENT_BATCHES];
		try {
			for (int i = 0; i < batches.length; i++) {
				batches[i] = VectorSchemaRoot.create(SCHEMA, allocator);
				fill(batches[i], random);
			}
			sink.start(batches[0], null);
			for (long sent = 0; sent < this.rows; sent += BATCH_ROWS) {
				VectorSchemaRoot batch = batches[random.nextInt(batches.length)];
				if (this.rows - sent >= BATCH_ROWS) {
					sink.write(batch);
				}
				else {
					try (VectorSchemaRoot last = batch.slice(0, (int) (this.rows - sent))) {
						sink.write(last);
					}
				}
			}
		}
		finally {
			for (VectorSchemaRoot batch : batches) {
				if (batch != null) {
					batch.close();
				}
			}
		}
	}

	private void fill(VectorSchemaRoot batch, Random random) {
		VarCharVector ticker = (VarCharVector) batch.getVector("ticker");
		BigIntVector price = (BigIntVector) batch.getVector("price");
		BigIntVector volume = (BigIntVector) batch.getVector("volume");
		for (int i = 0; i < BATCH_ROWS; i++) {
			ticker.setSafe(i, this.companies.get(random.nextInt(this.companies.size())).tickerBytes());
			price.setSafe(i, random.nextInt(1, 1001) * 100L);
			volume.setSafe(i, random.nextInt(1, 10_001));
		}
		batch.setRowCount(BATCH_ROWS);
	}

}
