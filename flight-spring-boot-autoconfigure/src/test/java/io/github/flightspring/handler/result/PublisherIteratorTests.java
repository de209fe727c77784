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

package io.github.flightspring.handler.result;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher without a reader is cancelled, even if it subscribes late, and no element
 * that is to be closed stays behind in an operator.
 */
class PublisherIteratorTests {

	@Test
	void whenThePublisherSubscribesAfterTheEndThenItIsCancelled() {
		AtomicReference<Subscriber<? super Object>> subscriber = new AtomicReference<>();
		PublisherIterator iterator = PublisherIterator.of(subscriber::set, false, Duration.ZERO);
		iterator.close();
		AtomicBoolean cancelled = new AtomicBoolean();
		subscriber.get().onSubscribe(new Subscription() {

			@Override
			public void request(long count) {
			}

			@Override
			public void cancel() {
				cancelled.set(true);
			}

		});
		assertThat(cancelled).isTrue();
	}

	@Test
	void whenAnOperatorHoldsElementsForATaskThatHasNotBegunThenTheyAreClosed() throws Exception {
		CountDownLatch requested = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(1);
		List<Integer> open = new CopyOnWriteArrayList<>(List.of(0, 1, 2));
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			PublisherIterator iterator = iterator(Flux.fromIterable(List.copyOf(open))
				.map((number) -> (AutoCloseable) () -> open.remove(number))
				.publishOn(Schedulers.fromExecutorService(executor))
				.doOnRequest((count) -> requested.countDown()), Duration.ofHours(1));
			executor.execute(() -> await(busy));
			Thread reader = new Thread(iterator::hasNext);
			reader.start();
			requested.await();
			iterator.close();
			busy.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(open).isEmpty());
			reader.interrupt();
			reader.join();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void whenTheRequestedElementNeverComesThenThePublisherIsCancelled() throws Exception {
		CountDownLatch requested = new CountDownLatch(1);
		AtomicBoolean cancelled = new AtomicBoolean();
		PublisherIterator iterator = iterator(Flux.<AutoCloseable>never()
			.doOnRequest((count) -> requested.countDown())
			.doOnCancel(() -> cancelled.set(true)), Duration.ofMillis(1));
		Thread reader = new Thread(iterator::hasNext);
		reader.start();
		requested.await();
		iterator.close();
		Awaitility.await().untilTrue(cancelled);
		reader.interrupt();
		reader.join();
	}

	private static PublisherIterator iterator(Flux<AutoCloseable> flux, Duration patience) {
		return PublisherIterator.of(PublisherElements.withContext(flux, AutoCloseable.class), true, patience);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
