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

import io.github.flightspring.handler.result.ElementContainer.Elements;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * The elements of publishers, adapted by Reactor, which also supports the publishers of
 * other libraries. Usable only with Reactor on the class path.
 */
final class PublisherElements {

	/**
	 * How long a publisher whose reader has left may take to deliver the requested
	 * element before it is cancelled.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private PublisherElements() {
	}

	static @Nullable ElementContainer container(ResolvableType type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type.toClass());
		if (adapter == null) {
			return null;
		}
		Class<?> elementType = type.getGeneric().toClass();
		boolean closing = AutoCloseable.class.isAssignableFrom(elementType);
		return new ElementContainer(type.getGeneric(),
				(value) -> Elements.of(() -> PublisherIterator
					.of(withContext(adapter.toPublisher(value), closing ? elementType : null), closing, PATIENCE),
						value));
	}

	/**
	 * Pass the context of the subscribing thread to the operators of a publisher.
	 * Elements of the closed type that the operators created and did not emit, such as
	 * prefetched ones, are closed. Elements of other types belong to the operators and
	 * are not closed.
	 */
	static Publisher<?> withContext(Publisher<?> publisher, @Nullable Class<?> closed) {
		Flux<?> flux = Flux.from(publisher);
		return ((closed != null) ? flux.doOnDiscard(closed, PublisherIterator::discard) : flux).contextCapture();
	}

}
