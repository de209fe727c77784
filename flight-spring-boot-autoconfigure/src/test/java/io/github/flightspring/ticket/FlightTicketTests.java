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

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FlightTicket}.
 */
class FlightTicketTests {

	private final FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("a")));

	@Test
	void whenNewThenForWholeFlightAndAnyoneForEver() {
		assertThat(this.ticket.partition()).isNull();
		assertThat(this.ticket.index()).isZero();
		assertThat(this.ticket.expiresAt()).isNull();
		assertThat(this.ticket.principal()).isNull();
		assertThat(this.ticket.id()).matches("[A-Za-z0-9_-]{22}");
	}

	@Test
	void whenManyAreMadeThenNoIdTwice() {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			assertThat(ids.add(FlightTicket.newId())).isTrue();
		}
	}

	@Test
	void whenChangedThenEachWitherChangesOneThing() {
		Instant instant = Instant.parse("2026-11-01T00:00:00.123456789Z");
		String id = FlightTicket.newId();
		FlightTicket changed = this.ticket.withId(id)
			.withPartition(3, new byte[] { 1 })
			.withExpiresAt(instant)
			.withPrincipal("alice");
		assertThat(changed)
			.isEqualTo(new FlightTicket(id, this.ticket.flight(), new byte[] { 1 }, 3, instant, "alice"));
		assertThat(changed).isNotEqualTo(changed.withPartition(3, new byte[] { 2 }))
			.isNotEqualTo(changed.withPartition(4, new byte[] { 1 }))
			.isNotEqualTo(changed.withExpiresAt(null))
			.isNotEqualTo(changed.withPrincipal(null))
			.isNotEqualTo(changed.withId(FlightTicket.newId()));
	}

	@Test
	void whenPartitionIsChangedAfterwardsThenTicketIsNot() {
		byte[] partition = { 1 };
		FlightTicket changed = this.ticket.withPartition(0, partition);
		partition[0] = 2;
		changed.partition()[0] = 3;
		assertThat(changed.partition()).containsExactly(1);
	}

	@ParameterizedTest
	// the last two spell the same bits as AAAAAAAAAAAAAAAAAAAAAA
	@ValueSource(strings = { "", "a", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAA",
			"AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAA==" })
	void whenIdIsNotOneThenRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.ticket.withId(id))
			.withMessageContaining("FlightTicket.newId()");
	}

	@Test
	void whenIndexIsNegativeThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.ticket.withPartition(-1, null))
			.withMessageContaining("-1");
	}

	@Test
	void whenShownThenPrincipalAndPartitionAreNot() {
		assertThat(this.ticket.withPrincipal("alice").withPartition(2, "secret".getBytes()).toString())
			.contains("path a", "partition 2")
			.doesNotContain("alice", "secret");
	}

}
