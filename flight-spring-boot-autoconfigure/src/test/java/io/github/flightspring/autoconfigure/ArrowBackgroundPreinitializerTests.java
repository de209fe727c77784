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

package io.github.flightspring.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The parts of Arrow that are initialized in the background of the start.
 */
class ArrowBackgroundPreinitializerTests {

	@Test
	void whenBootPreparesInTheBackgroundThenArrowTakesPart() {
		assertThat(SpringFactoriesLoader.loadFactories(BackgroundPreinitializer.class, null))
			.hasAtLeastOneElementOfType(ArrowBackgroundPreinitializer.class)
			.allSatisfy((initializer) -> assertThatNoException().isThrownBy(initializer::preinitialize));
	}

}
