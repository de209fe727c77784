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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher without a reader is cancelled, even if it subscribes late.
 */
class PublisherIteratorTests {

	@Test
	void whenThePublisherSubscribesAfterTheEndThenItIsCancelled() {
		AtomicReference<Subscriber<? super Object>> subscriber = new AtomicReference<>();
		PublisherIterator iterator = PublisherIterator.of(subscriber::set);
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

}
