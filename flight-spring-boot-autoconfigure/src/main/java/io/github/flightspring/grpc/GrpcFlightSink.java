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

package io.github.flightspring.grpc;

import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.ipc.FlightDataEncoder;
import io.github.flightspring.ipc.FlightDataMessage;
import io.github.flightspring.ipc.FlightDataOptions;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes the batches of a handler to the response.
 */
final class GrpcFlightSink implements FlightSink, AutoCloseable {

	private final CallResponse<FlightDataMessage> response;

	private final TrackedCall running;

	private final FlightDataEncoder encoder;

	private boolean started;

	GrpcFlightSink(CallResponse<FlightDataMessage> response, GrpcFlightCall call, FlightDataOptions options) {
		this.response = response;
		this.running = call.running();
		this.encoder = new FlightDataEncoder(call.allocator(), options, this::send);
	}

	private void send(FlightDataMessage message) {
		int size = message.size();
		this.running.pace(size);
		this.response.send(message, size);
		message.release();
		this.running.sent().message(size);
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		this.encoder.start(null, root, dictionaries);
		this.started = true;
	}

	@Override
	public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
		if (!this.started) {
			start(batch, null);
		}
		int rows = batch.getRowCount();
		this.encoder.write(batch, appMetadata);
		this.running.batchSent(rows);
	}

	@Override
	public void writeMetadata(byte[] appMetadata) {
		this.encoder.writeMetadata(appMetadata);
	}

	@Override
	public boolean isReady() {
		return this.response.isReady();
	}

	@Override
	public boolean isStarted() {
		return this.started;
	}

	@Override
	public void close() {
		this.encoder.close();
	}

}
