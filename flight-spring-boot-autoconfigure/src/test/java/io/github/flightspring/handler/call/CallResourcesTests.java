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

package io.github.flightspring.handler.call;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallResources}.
 */
class CallResourcesTests {

	private final CallResources resources = new CallResources("DoPut (call 1)");

	private final List<String> released = new ArrayList<>();

	@Test
	void whenACleanupThrowsAnErrorThenTheOthersRun() {
		AssertionError error = new AssertionError();
		this.resources.add(() -> this.released.add("first"));
		this.resources.add(() -> {
			throw error;
		});
		this.resources.add(() -> this.released.add("last"));
		assertThat(this.resources.release(null, false)).isSameAs(error);
		assertThat(this.released).containsExactly("last", "first");
	}

	@Test
	void whenACleanupThrowsTheFailureOfTheCallThenTheOthersRun() {
		IllegalStateException failure = new IllegalStateException();
		this.resources.add(() -> this.released.add("first"));
		this.resources.add(() -> {
			throw failure;
		});
		assertThat(this.resources.release(failure, false)).isSameAs(failure);
		assertThat(this.released).containsExactly("first");
	}

}
