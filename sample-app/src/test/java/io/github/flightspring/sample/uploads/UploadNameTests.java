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

package io.github.flightspring.sample.uploads;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UploadName}.
 */
class UploadNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "Flights-2001_06.v2", "0", "select" })
	void whenValidThenTaken(String name) {
		assertThat(new UploadName(name).value()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-a", ".", "..", "../etc/passwd", "a b", "a\"b", "a'; DROP TABLE x --", "ä",
			"a\n", "a\0", "a/b", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void whenInvalidThenRefused(String name) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> new UploadName(name))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(CallStatus.INVALID_ARGUMENT.code()))
			.withMessageContaining("letters, digits");
	}

	@Test
	void whenLongThenMessageIsNot() {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> new UploadName("x".repeat(1 << 20)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

	@Test
	void whenCaseDiffersThenSameTable() {
		assertThat(new UploadName("Trips").table()).isEqualTo(new UploadName("trips").table())
			.isEqualTo("stored.uploads.\"trips\"");
	}

}
