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

package io.github.flightspring.ticket;

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flight.FlightDescriptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlightRef}.
 */
class FlightRefTests {

	@Test
	void whenPathThenDescriptorAndBack() {
		FlightRef ref = FlightRef.path(List.of("departures", "ATL"));
		assertThat(ref.toDescriptor()).isEqualTo(FlightDescriptor.path("departures", "ATL"));
		assertThat(FlightRef.of(ref.toDescriptor())).isEqualTo(ref).hasSameHashCodeAs(ref);
		assertThat(ref).hasToString("path departures/ATL");
	}

	@Test
	void whenPathHasNoSegmentsThenDescriptorAndBack() {
		FlightRef ref = FlightRef.path(List.of());
		assertThat(FlightRef.of(ref.toDescriptor())).isEqualTo(ref);
	}

	@Test
	void whenCommandThenDescriptorAndBack() {
		FlightRef ref = FlightRef.command(new byte[] { 0, 1, -1 });
		assertThat(ref.toDescriptor()).isEqualTo(FlightDescriptor.command(new byte[] { 0, 1, -1 }));
		assertThat(FlightRef.of(ref.toDescriptor())).isEqualTo(ref).hasSameHashCodeAs(ref);
	}

	@Test
	void whenContentDiffersThenNotEqual() {
		assertThat(FlightRef.path(List.of("a", "b"))).isNotEqualTo(FlightRef.path(List.of("a/b")))
			.isNotEqualTo(FlightRef.command("a".getBytes()));
		assertThat(FlightRef.command("a".getBytes())).isNotEqualTo(FlightRef.command("b".getBytes()))
			.isEqualTo(FlightRef.command("a".getBytes()));
	}

	@Test
	void whenSourceIsChangedAfterwardsThenReferenceIsNot() {
		byte[] bytes = { 1 };
		List<String> segments = new ArrayList<>(List.of("a"));
		FlightRef.Command command = new FlightRef.Command(bytes);
		FlightRef path = FlightRef.path(segments);
		bytes[0] = 2;
		segments.set(0, "b");
		command.bytes()[0] = 3;
		command.toDescriptor().getCommand()[0] = 4;
		assertThat(command.bytes()).containsExactly(1);
		assertThat(path).isEqualTo(FlightRef.path(List.of("a")));
	}

	@Test
	void whenCommandIsShownThenShortAndPrintable() {
		assertThat(FlightRef.command("delays".getBytes())).hasToString("command delays");
		assertThat(FlightRef.command(new byte[] { 10, -1 })).hasToString("command 0aff");
		assertThat(FlightRef.command(new byte[1000]).toString()).hasSizeLessThan(150).endsWith("…");
	}

}
