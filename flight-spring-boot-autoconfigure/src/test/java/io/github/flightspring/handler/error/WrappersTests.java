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

package io.github.flightspring.handler.error;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.apache.arrow.flight.CallStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Wrappers}.
 */
class WrappersTests {

	private final RuntimeException failure = CallStatus.NOT_FOUND.toRuntimeException();

	@Test
	void whenALibraryWrapsThenWhatWasThrownCounts() {
		assertThat(Wrappers
			.unwrap(new CompletionException(new ExecutionException(new InvocationTargetException(this.failure)))))
			.isSameAs(this.failure);
	}

	@Test
	void whenAnApplicationWrapsThenItsOwnCounts() {
		RuntimeException own = new IllegalStateException(this.failure);
		assertThat(Wrappers.unwrap(new ExecutionException(own))).isSameAs(own);
	}

	@Test
	void whenAWrapperIsEmptyThenItStays() {
		ExecutionException empty = new ExecutionException("nothing", null);
		assertThat(Wrappers.unwrap(empty)).isSameAs(empty);
	}

}
