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

package io.github.flightspring.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

import io.github.flightspring.handler.routing.FlightOutput;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.coding.OutputCoding;
import io.github.flightspring.http.negotiation.Negotiated;
import io.github.flightspring.http.representation.RowsWriter;
import io.github.flightspring.http.representation.RowsWriters;
import io.github.flightspring.query.engine.StoredResult;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a flight to the response body and flushes after each batch. Nothing
 * is sent before the first rows. A failure until then is answered with a problem
 * document.
 */
final class HttpFlightOutput implements FlightOutput, AutoCloseable {

	private final HttpExchange exchange;

	private final Negotiated negotiated;

	private final RowsWriters writers;

	private final DownloadHeaders headers;

	private final boolean footnotes;

	private final SwitchableOutputStream output;

	private List<Object> metadata = List.of();

	private @Nullable RowsWriter writer;

	private @Nullable OutputStream body;

	private boolean taken;

	private boolean finished;

	HttpFlightOutput(HttpExchange exchange, Negotiated negotiated, RowsWriters writers, DownloadHeaders headers,
			boolean footnotes) {
		this.exchange = exchange;
		this.negotiated = negotiated;
		this.writers = writers;
		this.headers = headers;
		this.footnotes = footnotes;
		this.output = new SwitchableOutputStream(exchange.output());
	}

	@Override
	public void describe(List<Object> items) {
		this.metadata = List.copyOf(items);
	}

	@Override
	public boolean isResumed() {
		return StoredResponse.isConditional(this.exchange.request());
	}

	@Override
	public boolean isNamed(String id) {
		return StoredResponse.isNamed(this.exchange.request(), id);
	}

	@Override
	public boolean take(StoredResult result, boolean certain) throws IOException {
		this.taken = StoredResponse.send(result, certain, this.negotiated, this.headers, this.exchange);
		return this.taken;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		run(() -> writer().start(root, dictionaries));
	}

	private RowsWriter writer() throws IOException {
		RowsWriter result = this.writer;
		if (result == null) {
			this.headers.send(this.exchange, null);
			this.body = OutputCoding.code(this.negotiated.coding(), this.output);
			result = this.writers.create(this.negotiated, this.exchange.call().allocator(),
					new CountedOutput(this.body, this.exchange.running()), this.headers.boundary(), this.metadata,
					this.footnotes);
			this.writer = result;
			this.exchange.onFailure(this::breakOff);
			this.exchange.onEnd(this::free);
		}
		return result;
	}

	@Override
	public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
		int rows = batch.getRowCount();
		TrackedCall running = this.exchange.running();
		run(() -> {
			if (!isStarted()) {
				start(batch, null);
			}
			writer().write(batch);
			running.batchSent(rows);
			flush();
		});
	}

	/**
	 * Metadata-only messages have no HTTP equivalent.
	 */
	@Override
	public void writeMetadata(byte[] appMetadata) {
		// HTTP clients receive only the rows
	}

	@Override
	public boolean isStarted() {
		return this.writer != null || this.taken;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	/**
	 * End the body.
	 */
	void finish() throws IOException {
		if (this.writer != null && this.body != null) {
			this.writer.finish();
			flush();
			if (this.body != this.output) {
				this.body.close();
			}
		}
		this.finished = true;
	}

	private void flush() throws IOException {
		if (this.body != null) {
			this.body.flush();
		}
	}

	private void breakOff() {
		this.output.switchTo(true);
		run(() -> {
			writer().breakOff();
			flush();
		});
	}

	private void free() {
		this.output.switchTo(false);
		try {
			if (this.body != null) {
				this.body.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Free the resources of a response that has ended. It sends nothing.
	 */
	@Override
	public void close() {
		this.output.switchTo(this.finished);
		if (this.writer != null) {
			this.writer.close();
		}
	}

	private static void run(Transfer transfer) {
		try {
			transfer.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Transfer {

		void run() throws IOException;

	}

}
