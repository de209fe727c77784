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

package io.github.flightspring.handler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of batches that a handler returned and no client read is released.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadBatchesTests {

	private static final int ROWS = 100_000;

	private static FlightCalls calls;

	@TempDir
	static Path spool;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Unread.class, "flight.query.spool.directory=" + spool,
				"flight.query.spool.max-query-size=1MB");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@AfterEach
	void nothingIsLeft() {
		// operators may discard on a thread of their own, after the call
		Awaitility.await()
			.untilAsserted(() -> assertThat(calls.application().serverAllocator().getAllocatedMemory()).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "iterable", "stream", "collection-stream", "flux", "flux-list", "flux-ahead" })
	void whenOnlyTheSchemaIsAskedForThenNoBatchIsLeft(String kind) {
		assertThat(calls.client().getSchema(path("unread", kind)).getSchema()).isEqualTo(Batches.SCHEMA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "iterable", "stream", "collection-stream", "flux", "flux-list", "flux-ahead" })
	void whenADownloadIsCancelledAfterABatchThenNoBatchIsLeft(String kind) throws Exception {
		try (FlightStream stream = calls.client().getStream(calls.ticket(path("unread", kind)))) {
			assertThat(stream.next()).isTrue();
			stream.cancel("enough", null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "iterable", "stream", "collection-stream", "flux", "flux-list", "flux-ahead" })
	void whenAllIsReadThenNoBatchIsLeft(String kind) {
		assertThat(calls.rows(path("unread", kind))).hasSize(6 * ROWS);
	}

	@Test
	void whenAPublisherGivesItsBatchBackAfterTheCallThenItIsNoLeak(CapturedOutput output) throws Exception {
		whenADownloadIsCancelledAfterABatchThenNoBatchIsLeft("late");
		assertThat(Unread.givenBack.get(60, TimeUnit.SECONDS)).isTrue();
		nothingIsLeft();
		assertThat(output).doesNotContain("leaked");
	}

	@Test
	void whenFlightsAreListedThenNoBatchIsLeft() {
		assertThat(calls.client().listFlights(Criteria.ALL)).hasSizeGreaterThan(7);
	}

	@Test
	void whenAQueryEndsBeforeItsBatchesThenNoneIsLeft() {
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> {
			PollInfo poll = calls.client().pollInfo(path("unread", "query"));
			while (poll.getFlightDescriptor().isPresent()) {
				poll = calls.client().pollInfo(poll.getFlightDescriptor().get());
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lazy", "endless", "endless-iterator" })
	void whenBatchesAreMadeAsTheyAreReadThenNoneIsMadeToBeClosed(String kind) {
		Unread.made.set(0);
		assertThat(calls.client().getSchema(path("unread", kind)).getSchema()).isEqualTo(Batches.SCHEMA);
		assertThat(Unread.made).hasValue(1);
	}

	@FlightEndpoint("unread")
	static class Unread {

		static final AtomicInteger made = new AtomicInteger();

		static final CompletableFuture<Boolean> givenBack = new CompletableFuture<>();

		private static VectorSchemaRoot batch(BufferAllocator allocator) {
			made.incrementAndGet();
			return Batches.numbers(allocator, ROWS);
		}

		private static VectorSchemaRoot[] batches(BufferAllocator allocator) {
			return IntStream.range(0, 6).mapToObj((i) -> batch(allocator)).toArray(VectorSchemaRoot[]::new);
		}

		@DoGet("list")
		List<VectorSchemaRoot> list(BufferAllocator allocator) {
			return List.of(batches(allocator));
		}

		@DoGet("iterable")
		Iterable<VectorSchemaRoot> iterable(BufferAllocator allocator) {
			return new ArrayList<>(list(allocator));
		}

		@DoGet("stream")
		Stream<VectorSchemaRoot> stream(BufferAllocator allocator) {
			return Stream.of(batches(allocator));
		}

		@DoGet("collection-stream")
		Stream<VectorSchemaRoot> collectionStream(BufferAllocator allocator) {
			return list(allocator).stream();
		}

		@DoGet("flux")
		Flux<VectorSchemaRoot> flux(BufferAllocator allocator) {
			return Flux.range(0, 6).map((i) -> batch(allocator));
		}

		@DoGet("flux-list")
		Flux<VectorSchemaRoot> fluxOfList(BufferAllocator allocator) {
			return Flux.fromIterable(list(allocator));
		}

		@DoGet("flux-ahead")
		Flux<VectorSchemaRoot> fluxAhead(BufferAllocator allocator) {
			return flux(allocator).publishOn(Schedulers.boundedElastic());
		}

		@DoGet("late")
		Publisher<VectorSchemaRoot> late(BufferAllocator allocator) {
			return (subscriber) -> subscriber.onSubscribe(new Late(subscriber, allocator));
		}

		@DoGet("lazy")
		Stream<VectorSchemaRoot> lazy(BufferAllocator allocator) {
			return IntStream.range(0, 6).mapToObj((i) -> batch(allocator));
		}

		@DoGet("endless")
		Stream<VectorSchemaRoot> endless(BufferAllocator allocator) {
			return Stream.generate(() -> batch(allocator));
		}

		@DoGet("endless-iterator")
		Iterator<VectorSchemaRoot> endlessIterator(BufferAllocator allocator) {
			return endless(allocator).iterator();
		}

		@FlightQuery(path = "query", schema = Value.class)
		List<VectorSchemaRoot> query(BufferAllocator allocator) {
			return list(allocator);
		}

	}

	/**
	 * Sends one batch, and closes another well after it was cancelled.
	 */
	private static final class Late implements Subscription {

		private final Subscriber<? super VectorSchemaRoot> subscriber;

		private final BufferAllocator allocator;

		private final VectorSchemaRoot held;

		private boolean sent;

		Late(Subscriber<? super VectorSchemaRoot> subscriber, BufferAllocator allocator) {
			this.subscriber = subscriber;
			this.allocator = allocator;
			this.held = Unread.batch(allocator);
		}

		@Override
		public void request(long count) {
			if (!this.sent) {
				this.sent = true;
				this.subscriber.onNext(Unread.batch(this.allocator));
			}
		}

		@Override
		public void cancel() {
			CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> {
				try {
					this.held.close();
					Unread.givenBack.complete(true);
				}
				catch (RuntimeException | Error ex) {
					Unread.givenBack.completeExceptionally(ex);
				}
			});
		}

	}

	record Value(long value) {
	}

}
