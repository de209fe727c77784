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

package io.github.flightspring.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A map that is full.
 */
class RecentlyUsedTests {

	private final RecentlyUsed<Integer, String> map = new RecentlyUsed<>(2);

	@Test
	void whenItIsFullThenTheLeastRecentlyUsedEntryIsRemoved() {
		this.map.put(1, "one");
		this.map.put(2, "two");
		assertThat(this.map.get(1)).isEqualTo("one");
		this.map.put(3, "three");
		assertThat(this.map.get(1)).isEqualTo("one");
		assertThat(this.map.get(2)).isNull();
		assertThat(this.map.get(3)).isEqualTo("three");
	}

	@Test
	void whenAKeyIsMissingThenItsValueIsMadeOnce() {
		assertThat(this.map.get(1, () -> "one")).isEqualTo("one");
		assertThat(this.map.get(1, () -> "another")).isEqualTo("one");
		this.map.remove(1);
		assertThat(this.map.get(1, () -> "another")).isEqualTo("another");
	}

}
