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

package io.github.flightspring.support;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.PutResults;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose handlers a test sets, and which tells how they fare.
 */
@FlightEndpoint("scripted")
public class Scripted {

	/**
	 * The parameters of a handler of any RPC. Those that its RPC does not have are
	 * {@code null}.
	 *
	 * @param call the call
	 * @param in the client's rows
	 * @param out the answer's rows
	 * @param results the answers to an upload
	 */
	public record Exchange(FlightCall call, FlightReader in, FlightSink out, PutResults results) {

		/**
		 * Send the rows back as they come.
		 * @throws IOException if reading fails
		 */
		public void echo() throws IOException {
			this.out.start(this.in.getVectorSchemaRoot(), null);
			while (this.in.loadNextBatch()) {
				this.out.write(this.in.getVectorSchemaRoot());
			}
		}

		/**
		 * Send the same batch of numbers again and again.
		 * @param batches how often
		 * @param rows the rows of the batch
		 */
		public void write(int batches, int rows) {
			try (VectorSchemaRoot root = Batches.numbers(this.call.allocator(), rows)) {
				for (int i = 0; i < batches; i++) {
					this.out.write(root);
				}
			}
		}

	}

	@FunctionalInterface
	public interface Handler {

		void run(Exchange exchange) throws Exception;

	}

	@FunctionalInterface
	public interface Producer<T> {

		Stream<T> run(FlightCall call) throws Exception;

	}

	public static final Ticket TICKET = Ticket.newBuilder()
		.setTicket(ByteString.copyFromUtf8("scripted-ticket"))
		.build();

	private volatile @Nullable Handler handler;

	private volatile @Nullable Producer<?> producer;

	private volatile CountDownLatch started = new CountDownLatch(1);

	private volatile CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();

	private final AtomicInteger running = new AtomicInteger();

	/**
	 * Set what the next calls do.
	 * @param handler the handler
	 */
	public void play(Handler handler) {
		this.started = new CountDownLatch(1);
		this.ended = new CompletableFuture<>();
		this.handler = handler;
	}

	public <T> void produce(Producer<T> producer) {
		play((exchange) -> {
		});
		this.producer = producer;
	}

	public void awaitStart() throws InterruptedException {
		if (!this.started.await(60, TimeUnit.SECONDS)) {
			throw new AssertionError("The handler did not start");
		}
	}

	/**
	 * Wait for the first handler since {@link #play} to end.
	 * @return what it threw, or {@code null}
	 * @throws Exception if it does not end
	 */
	public @Nullable Throwable awaitEnd() throws Exception {
		return this.ended.get(60, TimeUnit.SECONDS);
	}

	public boolean hasEnded() {
		return this.ended.isDone();
	}

	public int running() {
		return this.running.get();
	}

	private void run(Exchange exchange) throws Exception {
		CompletableFuture<@Nullable Throwable> end = this.ended;
		this.running.incrementAndGet();
		this.started.countDown();
		Throwable failure = null;
		try {
			Objects.requireNonNull(this.handler).run(exchange);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			this.running.decrementAndGet();
			end.complete(failure);
		}
	}

	@DoGet(ticket = "scripted-ticket")
	public void get(FlightCall call, FlightSink sink) throws Exception {
		run(new Exchange(call, null, sink, null));
	}

	@DoPut("put")
	public void put(FlightCall call, FlightReader reader, PutResults results) throws Exception {
		run(new Exchange(call, reader, null, results));
	}

	@DoExchange("exchange")
	public void exchange(FlightCall call, FlightReader reader, FlightSink sink) throws Exception {
		run(new Exchange(call, reader, sink, null));
	}

	@DoAction("scripted")
	@SuppressWarnings("unchecked")
	public Stream<String> act(FlightCall call) throws Exception {
		run(new Exchange(call, null, null, null));
		return (Stream<String>) Objects.requireNonNull(this.producer).run(call);
	}

	@ListFlights
	@SuppressWarnings("unchecked")
	public Stream<Flight> list(FlightCall call) throws Exception {
		run(new Exchange(call, null, null, null));
		return (Stream<Flight>) Objects.requireNonNull(this.producer).run(call);
	}

}
