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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Long-running queries, end to end: their state and their results.
 */
class FlightQueryTests extends FlightQueryFixture {

	@Test
	void whenAQueryIsPolledThenItsSegmentsAreAppendedAndReadWhileItRuns() throws Exception {
		start();
		PollInfo poll = this.client.pollInfo(steps());
		assertThat(poll.getFlightDescriptor()).isPresent();
		assertThat(poll.getFlightInfo().getDescriptor()).isEqualTo(steps());
		Set<Double> progress = new HashSet<>();
		List<Ticket> tickets = new ArrayList<>();
		boolean readBeforeTheEnd = false;
		while (poll.getFlightDescriptor().isPresent()) {
			QuerySteps.permits.release();
			poll = this.client.pollInfo(poll.getFlightDescriptor().get());
			poll.getProgress().ifPresent(progress::add);
			List<Ticket> now = tickets(poll.getFlightInfo());
			assertThat(now.subList(0, tickets.size())).isEqualTo(tickets);
			tickets = now;
			if (!tickets.isEmpty() && poll.getFlightDescriptor().isPresent()) {
				assertThat(sum(tickets.get(0))).isEqualTo(0);
				readBeforeTheEnd = true;
			}
		}
		assertThat(readBeforeTheEnd).isTrue();
		assertThat(progress).hasSizeGreaterThanOrEqualTo(3).allMatch((value) -> value >= 0 && value <= 1);
		assertThat(poll.getProgress()).contains(1.0);
		FlightInfo info = poll.getFlightInfo();
		assertThat(info.getEndpoints()).hasSize(5);
		assertThat(info.getOrdered()).isTrue();
		assertThat(info.getRecords()).isEqualTo(5);
		assertThat(info.getBytes()).isPositive();
		assertThat(sums(info)).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(sums(info)).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(QuerySteps.runs).hasValue(1);
	}

	@Test
	void whenTheInfoOfAQueryIsAskedForThenItComesAtTheEnd() throws Exception {
		start();
		QuerySteps.permits.release(5);
		FlightInfo info = this.client.getInfo(steps());
		assertThat(info.getSchemaOptional()).isPresent();
		assertThat(sums(info)).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(QuerySteps.runs).hasValue(1);
	}

	@Test
	void whenAPollAnswerIsLostThenTheDescriptorBeforeItDoes() throws Exception {
		start();
		FlightDescriptor first = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		QuerySteps.permits.release(5);
		FlightDescriptor second = this.client.pollInfo(first).getFlightDescriptor().orElse(first);
		PollInfo done = await(second);
		assertThat(done.getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(tickets(this.client.pollInfo(first).getFlightInfo())).isEqualTo(tickets(done.getFlightInfo()));
		assertThat(sums(this.client.getInfo(first))).hasSize(5);
		assertThat(this.client.getSchema(first).getSchema()).isEqualTo(done.getFlightInfo().getSchemaOptional().get());
		assertThat(QuerySteps.runs).hasValue(1);
	}

	@Test
	void whenNothingChangesThenAPollWaitsForItsTimeout() throws Exception {
		start("flight.query.poll-timeout=700ms");
		QuerySteps.permits.release(1);
		FlightDescriptor descriptor = settled();
		long start = System.nanoTime();
		assertThat(this.client.pollInfo(descriptor).getFlightDescriptor()).isPresent();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(690));
	}

	@Test
	void whenNothingChangesThenAPollIsAnsweredBeforeTheClientGivesUp() throws Exception {
		start("flight.query.poll-timeout=1m");
		QuerySteps.permits.release(1);
		FlightDescriptor descriptor = settled();
		// a busy machine may be late with one answer, but not with all
		assertThat(IntStream.range(0, 5).anyMatch((attempt) -> isAnswered(descriptor))).isTrue();
	}

	private boolean isAnswered(FlightDescriptor descriptor) {
		try {
			CallOption patience = CallOptions.timeout(3, TimeUnit.SECONDS);
			return this.client.pollInfo(descriptor, patience).getFlightDescriptor().isPresent();
		}
		catch (FlightRuntimeException ex) {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.TIMED_OUT);
			return false;
		}
	}

	@Test
	void whenAQueryFailsThenEveryPollIsTheSameFailureAndTheSpoolIsGone() {
		start();
		PollInfo first = this.client.pollInfo(FlightDescriptor.path("steps", "failing"));
		FlightInfo info = first.getFlightInfo();
		FlightDescriptor descriptor = first.getFlightDescriptor().orElseThrow();
		QuerySteps.permits.release(4);
		assertFails(FlightStatusCode.ALREADY_EXISTS, () -> await(descriptor)).contains("It failed");
		assertFails(FlightStatusCode.ALREADY_EXISTS, () -> this.client.pollInfo(descriptor)).contains("It failed");
		assertFails(FlightStatusCode.ALREADY_EXISTS,
				() -> this.client.getInfo(FlightDescriptor.path("steps", "failing")))
			.contains("It failed");
		assertThat(segments()).isEmpty();
		assertThat(cancel(info)).isEqualTo(CancelStatus.NOT_CANCELLABLE);
		assertFails(FlightStatusCode.ALREADY_EXISTS, () -> this.client.pollInfo(descriptor)).contains("It failed");
	}

	@Test
	void whenAQueryFailsUnexpectedlyThenTheCauseStaysOnTheServerUnderOneId() {
		start();
		FlightDescriptor descriptor = this.client.pollInfo(FlightDescriptor.path("steps", "broken"))
			.getFlightDescriptor()
			.orElseThrow();
		QuerySteps.permits.release();
		List<String> descriptions = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> await(descriptor))
				.satisfies((ex) -> descriptions.add(ex.status().description()));
		}
		assertThat(descriptions.get(0)).contains("error id").doesNotContain("secret").isEqualTo(descriptions.get(1));
	}

	@Test
	void whenIdenticalRequestsShareARunThenItRunsOnce() throws Exception {
		start();
		FlightDescriptor shared = command("{\"type\":\"shared\",\"count\":3}");
		FlightDescriptor first = this.client.pollInfo(shared).getFlightDescriptor().orElseThrow();
		FlightDescriptor second = this.client.pollInfo(shared).getFlightDescriptor().orElseThrow();
		FlightDescriptor other = this.client.pollInfo(command("{\"type\":\"shared\",\"count\":2}"))
			.getFlightDescriptor()
			.orElseThrow();
		QuerySteps.permits.release(5);
		assertThat(tickets(await(first).getFlightInfo())).hasSize(3).isEqualTo(tickets(await(second).getFlightInfo()));
		assertThat(tickets(await(other).getFlightInfo())).hasSize(2);
		assertThat(this.client.pollInfo(shared).getFlightDescriptor()).isEmpty();
		assertThat(QuerySteps.runs).hasValue(2);
	}

	@Test
	void whenAPollDescriptorIsForgedAlteredOrSomebodyElsesThenItIsRefused() {
		start();
		byte[] good = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow().getCommand();
		byte[] altered = good.clone();
		altered[altered.length / 2] ^= 1;
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> this.client.pollInfo(FlightDescriptor.command(altered)))
			.contains(
					"The descriptor of the poll was altered, or signed with a key that this server does not have: use that "
							+ "of the last PollInfo, unchanged");
		TicketCodec codec = this.application.context().getBean(TicketCodec.class);
		FlightTicket content = codec.decode(good);
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> this.client
					.pollInfo(FlightDescriptor.command(codec.encode(content.withPrincipal("alice")).getBytes())))
			.contains("an authenticated caller");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> this.client.pollInfo(FlightDescriptor
					.command(codec.encode(content.withPurpose(FlightTicket.Purpose.SEGMENT, 0)).getBytes())))
			.contains("The descriptor is a ticket");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> sum(new Ticket(good)))
			.contains("The ticket is a descriptor");
		assertFails(FlightStatusCode.NOT_FOUND,
				() -> sum(codec.encode(content.withPurpose(FlightTicket.Purpose.SEGMENT, 7))))
			.contains("no such segment");
		assertFails(FlightStatusCode.NOT_FOUND,
				() -> sum(codec
					.encode(content.withId(FlightTicket.newId()).withPurpose(FlightTicket.Purpose.SEGMENT, 0))))
			.contains("expired");
	}

	@Test
	void whenFlightsAreListedThenAQueryIsThereAndDoesNotRun() {
		start();
		assertThat(this.client.listFlights(Criteria.ALL)).extracting((info) -> info.getDescriptor().getPath())
			.contains(List.of("steps"));
		assertThat(QuerySteps.runs).hasValue(0);
		assertThat(this.client.listActions()).extracting(ActionType::getType)
			.contains("CancelFlightInfo", "RenewFlightEndpoint");
	}

	@Test
	void whenTheSchemaOfAQueryIsAskedForThenItDoesNotRun() {
		start();
		assertThat(this.client.getSchema(steps()).getSchema().getFields()).extracting(Field::getName)
			.containsExactly("value");
		assertThat(QuerySteps.runs).hasValue(0);
	}

	@Test
	void whenAQueryWritesByHandThenItsBatchesAreSpooled() throws Exception {
		start("flight.query.spool.compression=zstd");
		FlightInfo info = this.client.getInfo(FlightDescriptor.path("steps", "by-hand"));
		assertThat(sums(info)).containsExactly(499500L);
	}

	@Test
	void whenAQueryHasNoRowsThenItsSchemaCanBeRead() throws Exception {
		start();
		FlightInfo info = this.client.getInfo(FlightDescriptor.path("steps", "empty"));
		assertThat(sums(info)).containsExactly(0L);
		assertThat(info.getRecords()).isZero();
	}

	@Test
	void whenTextIsDictionaryEncodedThenItIsReadBack() throws Exception {
		start("flight.query.spool.segment-size=1MB");
		FlightInfo info = this.client.getInfo(FlightDescriptor.path("steps", "words"));
		List<String> words = new ArrayList<>();
		for (Ticket ticket : tickets(info)) {
			try (FlightStream stream = this.client.getStream(ticket)) {
				while (stream.next()) {
					VectorSchemaRoot root = stream.getRoot();
					long id = root.getVector(0).getField().getDictionary().getId();
					for (int row = 0; row < root.getRowCount(); row++) {
						int index = ((Number) root.getVector(0).getObject(row)).intValue();
						words.add(
								String.valueOf(stream.getDictionaryProvider().lookup(id).getVector().getObject(index)));
					}
				}
			}
		}
		assertThat(words).isEqualTo(QuerySteps.WORDS);
	}

	@Test
	void whenManyClientsPollAtOnceThenAllSeeTheEnd() throws Exception {
		start();
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> polls = IntStream.range(0, 8)
				.mapToObj((i) -> threads.submit(() -> await(descriptor).getFlightInfo().getEndpoints().size()))
				.toList();
			QuerySteps.permits.release(5);
			for (Future<Integer> poll : polls) {
				assertThat(poll.get(60, TimeUnit.SECONDS)).isEqualTo(5);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
