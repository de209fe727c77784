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

package io.github.flightspring.handler.argument;

import java.util.Iterator;

import reactor.core.publisher.Flux;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Uploaded rows as a publisher, with Reactor on the class path. Rows are read on the
 * thread that requests them.
 */
final class PublisherArguments {

	private PublisherArguments() {
	}

	static boolean supports(Class<?> type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return adapter != null && adapter.isMultiValue();
	}

	static Object publish(Iterator<?> rows, Class<?> type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		if (adapter == null) {
			throw new IllegalStateException("No adapter for " + type.getName());
		}
		return adapter.fromPublisher(Flux.generate(() -> rows, (iterator, sink) -> {
			if (iterator.hasNext()) {
				sink.next(iterator.next());
			}
			else {
				sink.complete();
			}
			return iterator;
		}));
	}

}
