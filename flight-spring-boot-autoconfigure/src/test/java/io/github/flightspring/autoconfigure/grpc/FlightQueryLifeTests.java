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

package io.github.flightspring.autoconfigure.grpc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.query.engine.Queries;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Long-running queries, end to end: how they end, and what they may take.
 */
class FlightQueryLifeTests extends FlightQueryFixture {

	@Test
	void whenAQueryIsCancelledWhileItRunsThenItsThreadIsInterruptedAndAllEnds() throws Exception {
		start();
		QuerySteps.permits.release(1);
		PollInfo poll = this.client.pollInfo(FlightDescriptor.path("steps", "endless"));
		FlightDescriptor descriptor = poll.getFlightDescriptor().orElseThrow();
		while (poll.getFlightInfo().getEndpoints().isEmpty()) {
			poll = this.client.pollInfo(descriptor);
		}
		FlightInfo info = poll.getFlightInfo();
		try (FlightStream stream = this.client.getStream(info.getEndpoints().get(0).getTicket())) {
			assertThat(stream.next()).isTrue();
			assertCancelled(info);
			// the answer says that the method has ended, which waits for nothing but its
			// interruption
			assertThat(QuerySteps.interrupted.getCount()).isZero();
			assertFails(FlightStatusCode.CANCELLED, () -> {
				while (stream.next()) {
					assertThat(stream.getRoot().getRowCount()).isPositive();
				}
			});
		}
		assertThat(segments()).isEmpty();
		assertThat(usedBytes()).isZero();
		assertFails(FlightStatusCode.CANCELLED, () -> this.client.pollInfo(descriptor)).contains("cancelled");
		assertFails(FlightStatusCode.CANCELLED, () -> sum(tickets(info).get(0))).contains("cancelled");
		assertCancelled(info);
	}

	@Test
	void whenAQueryWithoutAnEndpointIsCancelledThenItsInfoDoes() throws Exception {
		start();
		FlightInfo info = this.client.pollInfo(steps()).getFlightInfo();
		assertThat(info.getEndpoints()).isEmpty();
		assertThat(QuerySteps.started.await(60, TimeUnit.SECONDS)).isTrue();
		assertCancelled(info);
		assertThat(QuerySteps.interrupted.getCount()).isZero();
		assertThat(usedBytes()).isZero();
	}

	@Test
	void whenAQueryDoesNotHeedItsInterruptionThenItIsCancelling() {
		start();
		PollInfo poll = this.client.pollInfo(FlightDescriptor.path("steps", "stubborn"));
		assertThat(await(() -> QuerySteps.runs.get() == 1)).isTrue();
		assertThat(cancel(poll.getFlightInfo())).isEqualTo(CancelStatus.CANCELLING);
		QuerySteps.permits.release();
		assertCancelled(poll.getFlightInfo());
	}

	@Test
	void whenAResultIsCancelledThenItIsGone() throws Exception {
		start();
		QuerySteps.permits.release(5);
		FlightInfo info = this.client.getInfo(steps());
		assertCancelled(info);
		assertThat(segments()).isEmpty();
		assertFails(FlightStatusCode.CANCELLED, () -> sum(tickets(info).get(0))).contains("cancelled");
	}

	@Test
	void whenAResultExpiresThenItIsRefusedUnlessItWasRenewed() throws Exception {
		start("flight.query.time-to-live=10m", "flight.ticket.max-lifetime=25m");
		QuerySteps.permits.release(10);
		FlightInfo renewed = this.client.getInfo(steps());
		FlightInfo expired = this.client.getInfo(steps());
		Instant end = this.clock.instant().plus(Duration.ofMinutes(10));
		this.clock.set(end.minusSeconds(60));
		this.client.renewFlightEndpoint(new RenewFlightEndpointRequest(renewed.getEndpoints().get(0)));
		this.clock.set(end.minusNanos(1));
		assertThat(sums(expired)).hasSize(5);
		this.clock.set(end);
		assertThat(sums(renewed)).hasSize(5);
		assertFails(FlightStatusCode.NOT_FOUND, () -> sums(expired)).contains("expired");
		assertFails(FlightStatusCode.NOT_FOUND, () -> cancel(expired)).contains("expired");
		this.clock.set(end.plus(Duration.ofMinutes(9)));
		assertFails(FlightStatusCode.NOT_FOUND, () -> sums(renewed)).contains("expired");
		assertThat(segments()).isEmpty();
		assertThat(usedBytes()).isZero();
	}

	@Test
	void whenAResultIsRenewedAgainAndAgainThenNotBeyondTheMaximumFromItsEnd() throws Exception {
		start("flight.query.time-to-live=10m", "flight.ticket.max-lifetime=25m");
		QuerySteps.permits.release(5);
		Instant started = this.clock.instant();
		FlightInfo info = this.client.getInfo(steps());
		for (int i = 0; i < 4; i++) {
			this.clock.advance(Duration.ofMinutes(6));
			this.client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)));
		}
		Queries queries = this.application.context().getBean(Queries.class);
		assertThat(queries.list()).singleElement()
			.satisfies((query) -> assertThat(query.expiresAt()).isEqualTo(started.plus(Duration.ofMinutes(25))));
	}

	@Test
	void whenAQueryIsPolledThenItsExpiryMovesOn() throws Exception {
		start("flight.query.time-to-live=10m", "flight.query.poll-timeout=1ms");
		QuerySteps.permits.release(1);
		FlightDescriptor descriptor = settled();
		for (int i = 0; i < 12; i++) {
			this.clock.advance(Duration.ofMinutes(9));
			PollInfo poll = this.client.pollInfo(descriptor);
			assertThat(poll.getFlightDescriptor()).isPresent();
			assertThat(this.application.context().getBean(Queries.class).list()).singleElement()
				.satisfies((query) -> assertThat(query.expiresAt())
					.isEqualTo(this.clock.instant().plus(Duration.ofMinutes(10))));
		}
		this.clock.advance(Duration.ofMinutes(10));
		assertFails(FlightStatusCode.NOT_FOUND, () -> this.client.pollInfo(descriptor)).contains("expired");
		assertThat(QuerySteps.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAQueryIsAbandonedThenItIsCancelledAtItsExpiry() throws Exception {
		start("flight.query.time-to-live=300ms");
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertThat(QuerySteps.started.await(60, TimeUnit.SECONDS)).isTrue();
		this.clock.advance(Duration.ofMillis(300));
		assertThat(QuerySteps.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(await(() -> segments().isEmpty())).isTrue();
		assertFails(FlightStatusCode.NOT_FOUND, () -> this.client.pollInfo(descriptor)).contains("expired");
		assertThat(usedBytes()).isZero();
	}

	@Test
	void when200QueriesAreAbandonedThenNoFileThreadOrBufferIsLeft() throws Exception {
		start("flight.query.time-to-live=1s", "flight.query.max-concurrent=20",
				"flight.query.max-concurrent-per-principal=20", "flight.query.max-queued=200",
				"flight.query.max-queued-per-principal=200");
		QuerySteps.permits.release(100);
		for (int i = 0; i < 200; i++) {
			this.client.pollInfo(steps());
		}
		Queries queries = this.application.context().getBean(Queries.class);
		assertThat(queries.list()).hasSize(200);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(await(() -> queries.list().isEmpty() && segments().isEmpty())).isTrue();
		assertThat(await(() -> Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Stream::of)
			.noneMatch((frame) -> frame.getClassName().equals(QuerySteps.class.getName())))).isTrue();
		assertThat(await(() -> this.application.serverAllocator().getAllocatedMemory() == 0)).isTrue();
		assertThat(this.application.serverAllocator().getChildAllocators())
			.noneMatch((child) -> child.getName().startsWith("flight-query-"));
	}

	@Test
	void whenTooManyQueriesRunThenTheyWaitAndThenAreRefused() throws Exception {
		start("flight.query.max-concurrent=1", "flight.query.max-queued=1");
		FlightDescriptor running = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		FlightDescriptor waiting = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> this.client.pollInfo(steps())).contains("1 queries run");
		assertThat(QuerySteps.runs.get()).isLessThanOrEqualTo(1);
		QuerySteps.permits.release(10);
		assertThat(await(running).getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(await(waiting).getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(QuerySteps.runs).hasValue(2);
	}

	@Test
	void whenAQueryThatWaitsIsCancelledThenItNeverRuns() throws Exception {
		start("flight.query.max-concurrent=1");
		FlightDescriptor running = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		FlightInfo waiting = this.client.pollInfo(steps()).getFlightInfo();
		assertCancelled(waiting);
		QuerySteps.permits.release(5);
		await(running);
		assertThat(QuerySteps.runs).hasValue(1);
	}

	@Test
	void whenAQueryRunsTooLongThenItFailsWithAStatusThatEndsThePolling() throws Exception {
		start("flight.query.max-run-time=1s");
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> await(descriptor)).contains("longer than");
		assertThat(QuerySteps.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAResultIsTooLargeThenItsQueryFailsAndOthersDoNot() throws Exception {
		start("flight.query.spool.max-query-size=2KB");
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED,
				() -> this.client.getInfo(FlightDescriptor.path("steps", "large")))
			.contains("2048 bytes");
		QuerySteps.permits.release(1);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
	}

	@Test
	void whenAllResultsAreTooLargeThenTheNextQueryFailsUntilThereIsRoom() throws Exception {
		start("flight.query.spool.max-size=2KB");
		QuerySteps.permits.release(2);
		FlightInfo first = this.client.getInfo(FlightDescriptor.path("steps", "one"));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED,
				() -> this.client.getInfo(FlightDescriptor.path("steps", "large")))
			.contains("all results together");
		assertCancelled(first);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
	}

	@Test
	void whenTheClientOfGetFlightInfoGoesThenItsQueryIsCancelled() throws Exception {
		start();
		do {
			assertFails(FlightStatusCode.TIMED_OUT,
					() -> this.client.getInfo(steps(), CallOptions.timeout(300, TimeUnit.MILLISECONDS)));
		}
		while (QuerySteps.started.getCount() > 0);
		assertThat(QuerySteps.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenTheSpoolCannotBeWrittenThenTheQueryFailsAndTheServerGoesOn() throws Exception {
		start();
		QuerySteps.permits.release(1);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
		Path instance;
		try (Stream<Path> children = Files.list(this.spool)) {
			instance = children.filter(Files::isDirectory).findFirst().orElseThrow();
		}
		Path aside = instance.resolveSibling("aside");
		Files.move(instance, aside);
		Files.createFile(instance);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED,
				() -> this.client.getInfo(FlightDescriptor.path("steps", "large")))
			.contains("cannot store");
		Files.delete(instance);
		Files.move(aside, instance);
		QuerySteps.permits.release(1);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
	}

	/** A method that takes its time to end is CANCELLING until it has ended. */
	private void assertCancelled(FlightInfo info) {
		assertThat(await(() -> cancel(info) == CancelStatus.CANCELLED)).isTrue();
	}

	private long usedBytes() {
		return this.application.context().getBean(Queries.class).spool().usedBytes();
	}

}
