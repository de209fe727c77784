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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.query.Queries;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Long-running queries, end to end.
 */
class FlightQueryTests {

	@TempDir
	Path spool;

	private RunningApplication application;

	private FlightClient client;

	@BeforeEach
	void reset() {
		Steps.permits = new Semaphore(0);
		Steps.runs.set(0);
		Steps.interrupted = new CountDownLatch(1);
		Steps.started = new CountDownLatch(1);
	}

	private void start(String... properties) {
		List<String> all = new ArrayList<>();
		all.add("flight.query.spool.directory=" + this.spool);
		all.add("flight.query.spool.segment-size=1B");
		all.addAll(List.of(properties));
		this.application = RunningApplication.start(Steps.class, all.toArray(String[]::new));
		this.client = this.application.client();
	}

	@AfterEach
	void stop() throws Exception {
		Steps.permits.release(1_000_000);
		this.application.close();
		assertThat(files()).containsExactly(this.spool.resolve("spool.lock"));
	}

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
			Steps.permits.release();
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
		assertThat(Steps.runs).hasValue(1);
	}

	@Test
	void whenTheInfoOfAQueryIsAskedForThenItComesAtTheEnd() throws Exception {
		start();
		Steps.permits.release(5);
		FlightInfo info = this.client.getInfo(steps());
		assertThat(info.getSchemaOptional()).isPresent();
		assertThat(sums(info)).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(Steps.runs).hasValue(1);
	}

	@Test
	void whenAPollAnswerIsLostThenTheDescriptorBeforeItDoes() throws Exception {
		start();
		FlightDescriptor first = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		Steps.permits.release(5);
		FlightDescriptor second = this.client.pollInfo(first).getFlightDescriptor().orElse(first);
		PollInfo done = await(second);
		assertThat(done.getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(tickets(this.client.pollInfo(first).getFlightInfo())).isEqualTo(tickets(done.getFlightInfo()));
		assertThat(sums(this.client.getInfo(first))).hasSize(5);
		assertThat(this.client.getSchema(first).getSchema()).isEqualTo(done.getFlightInfo().getSchemaOptional().get());
		assertThat(Steps.runs).hasValue(1);
	}

	@Test
	void whenNothingChangesThenAPollWaitsForItsTimeoutOrThatOfTheClient() {
		start("flight.query.poll-timeout=700ms");
		Steps.permits.release(1);
		FlightDescriptor descriptor = settled();
		long start = System.nanoTime();
		assertThat(this.client.pollInfo(descriptor).getFlightDescriptor()).isPresent();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(690),
				Duration.ofSeconds(3));
		start = System.nanoTime();
		assertThat(this.client.pollInfo(descriptor, CallOptions.timeout(400, TimeUnit.MILLISECONDS))
			.getFlightDescriptor()).isPresent();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(450));
	}

	@Test
	void whenAQueryFailsThenEveryPollIsTheSameFailureAndTheSpoolIsGone() {
		start();
		FlightDescriptor descriptor = this.client.pollInfo(FlightDescriptor.path("steps", "failing"))
			.getFlightDescriptor()
			.orElseThrow();
		assertStatus(() -> await(descriptor), FlightStatusCode.ALREADY_EXISTS, "It failed");
		assertStatus(() -> this.client.pollInfo(descriptor), FlightStatusCode.ALREADY_EXISTS, "It failed");
		assertStatus(() -> this.client.getInfo(FlightDescriptor.path("steps", "failing")),
				FlightStatusCode.ALREADY_EXISTS, "It failed");
		assertThat(segments()).isEmpty();
	}

	@Test
	void whenAQueryFailsUnexpectedlyThenTheCauseStaysOnTheServerUnderOneId() {
		start();
		FlightDescriptor descriptor = this.client.pollInfo(FlightDescriptor.path("steps", "broken"))
			.getFlightDescriptor()
			.orElseThrow();
		List<String> descriptions = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> await(descriptor))
				.satisfies((ex) -> descriptions.add(ex.status().description()));
		}
		assertThat(descriptions.get(0)).contains("error id").doesNotContain("secret").isEqualTo(descriptions.get(1));
	}

	@Test
	void whenAQueryIsCancelledWhileItRunsThenItsThreadIsInterruptedAndAllEnds() throws Exception {
		start();
		Steps.permits.release(1);
		PollInfo poll = this.client.pollInfo(FlightDescriptor.path("steps", "endless"));
		FlightDescriptor descriptor = poll.getFlightDescriptor().orElseThrow();
		while (poll.getFlightInfo().getEndpoints().isEmpty()) {
			poll = this.client.pollInfo(descriptor);
		}
		FlightInfo info = poll.getFlightInfo();
		try (FlightStream stream = this.client.getStream(info.getEndpoints().get(0).getTicket())) {
			assertThat(stream.next()).isTrue();
			long start = System.nanoTime();
			assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
			assertThat(Steps.interrupted.await(100, TimeUnit.MILLISECONDS)).isTrue();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(600));
			assertStatus(() -> {
				while (stream.next()) {
					assertThat(stream.getRoot().getRowCount()).isPositive();
				}
			}, FlightStatusCode.CANCELLED, "");
		}
		assertThat(segments()).isEmpty();
		assertStatus(() -> this.client.pollInfo(descriptor), FlightStatusCode.CANCELLED, "cancelled");
		assertStatus(() -> sum(tickets(info).get(0)), FlightStatusCode.CANCELLED, "cancelled");
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
	}

	@Test
	void whenAQueryWithoutAnEndpointIsCancelledThenItsInfoDoes() throws Exception {
		start();
		FlightInfo info = this.client.pollInfo(steps()).getFlightInfo();
		assertThat(info.getEndpoints()).isEmpty();
		assertThat(Steps.started.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		assertThat(Steps.interrupted.await(100, TimeUnit.MILLISECONDS)).isTrue();
	}

	@Test
	void whenAQueryDoesNotHeedItsInterruptionThenItIsCancelling() {
		start();
		PollInfo poll = this.client.pollInfo(FlightDescriptor.path("steps", "stubborn"));
		assertThat(await(() -> Steps.runs.get() == 1)).isTrue();
		assertThat(cancel(poll.getFlightInfo())).isEqualTo(CancelStatus.CANCELLING);
		Steps.permits.release();
		assertThat(await(() -> cancel(poll.getFlightInfo()) == CancelStatus.CANCELLED)).isTrue();
	}

	@Test
	void whenAResultIsCancelledThenItIsGone() throws Exception {
		start();
		Steps.permits.release(5);
		FlightInfo info = this.client.getInfo(steps());
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		assertThat(segments()).isEmpty();
		assertStatus(() -> sum(tickets(info).get(0)), FlightStatusCode.CANCELLED, "cancelled");
	}

	@Test
	void whenAResultExpiresThenItIsRefusedUnlessItWasRenewed() throws Exception {
		start("flight.query.time-to-live=1s", "flight.ticket.max-lifetime=3s");
		Steps.permits.release(10);
		FlightInfo renewed = this.client.getInfo(steps());
		FlightInfo expired = this.client.getInfo(steps());
		Instant end = Instant.now().plusMillis(1100);
		Thread.sleep(500);
		this.client.renewFlightEndpoint(new RenewFlightEndpointRequest(renewed.getEndpoints().get(0)));
		Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));
		assertThat(sums(renewed)).hasSize(5);
		assertStatus(() -> sums(expired), FlightStatusCode.NOT_FOUND, "expired");
		assertStatus(() -> cancel(expired), FlightStatusCode.NOT_FOUND, "expired");
		Thread.sleep(700);
		assertStatus(() -> sums(renewed), FlightStatusCode.NOT_FOUND, "expired");
		assertThat(segments()).isEmpty();
	}

	@Test
	void whenAQueryIsPolledThenItsExpiryMovesOn() throws Exception {
		start("flight.query.time-to-live=800ms", "flight.query.poll-timeout=100ms");
		PollInfo poll = this.client.pollInfo(steps());
		FlightDescriptor descriptor = poll.getFlightDescriptor().orElseThrow();
		for (int i = 0; i < 12; i++) {
			Thread.sleep(100);
			assertThat(this.client.pollInfo(descriptor).getFlightDescriptor()).isPresent();
		}
		assertThat(cancel(poll.getFlightInfo())).isEqualTo(CancelStatus.CANCELLED);
	}

	@Test
	void whenAQueryIsAbandonedThenItIsCancelledAtItsExpiry() throws Exception {
		start("flight.query.time-to-live=300ms");
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertThat(Steps.interrupted.await(2, TimeUnit.SECONDS)).isTrue();
		assertThat(segments()).isEmpty();
		assertStatus(() -> this.client.pollInfo(descriptor), FlightStatusCode.NOT_FOUND, "expired");
	}

	@Test
	void when200QueriesAreAbandonedThenNoFileThreadOrBufferIsLeft() throws Exception {
		start("flight.query.time-to-live=1s", "flight.query.max-concurrent=20",
				"flight.query.max-concurrent-per-principal=20", "flight.query.max-queued=200",
				"flight.query.max-queued-per-principal=200");
		Steps.permits.release(100);
		for (int i = 0; i < 200; i++) {
			this.client.pollInfo(steps());
		}
		Queries queries = this.application.context().getBean(Queries.class);
		assertThat(queries.size()).isPositive();
		assertThat(await(() -> queries.size() == 0 && segments().isEmpty())).isTrue();
		assertThat(await(() -> Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Stream::of)
			.noneMatch((frame) -> frame.getClassName().equals(Steps.class.getName())))).isTrue();
		assertThat(await(() -> this.application.serverAllocator().getAllocatedMemory() == 0)).isTrue();
		assertThat(this.application.serverAllocator().getChildAllocators())
			.noneMatch((child) -> child.getName().startsWith("flight-query-"));
	}

	@Test
	void whenTooManyQueriesRunThenTheyWaitAndThenAreRefused() throws Exception {
		start("flight.query.max-concurrent=1", "flight.query.max-queued=1");
		FlightDescriptor running = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		FlightDescriptor waiting = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertStatus(() -> this.client.pollInfo(steps()), FlightStatusCode.RESOURCE_EXHAUSTED, "1 queries run");
		assertThat(Steps.runs.get()).isLessThanOrEqualTo(1);
		Steps.permits.release(10);
		assertThat(await(running).getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(await(waiting).getFlightInfo().getEndpoints()).hasSize(5);
		assertThat(Steps.runs).hasValue(2);
	}

	@Test
	void whenAQueryThatWaitsIsCancelledThenItNeverRuns() throws Exception {
		start("flight.query.max-concurrent=1");
		FlightDescriptor running = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		FlightInfo waiting = this.client.pollInfo(steps()).getFlightInfo();
		assertThat(cancel(waiting)).isEqualTo(CancelStatus.CANCELLED);
		Steps.permits.release(5);
		await(running);
		assertThat(Steps.runs).hasValue(1);
	}

	@Test
	void whenAQueryRunsTooLongThenItIsTimedOut() throws Exception {
		start("flight.query.max-run-time=200ms");
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		assertStatus(() -> await(descriptor), FlightStatusCode.TIMED_OUT, "longer than");
		assertThat(Steps.interrupted.await(1, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAResultIsTooLargeThenItsQueryFailsAndOthersDoNot() throws Exception {
		start("flight.query.spool.max-query-size=2KB");
		assertStatus(() -> this.client.getInfo(FlightDescriptor.path("steps", "large")),
				FlightStatusCode.RESOURCE_EXHAUSTED, "2048 bytes");
		Steps.permits.release(1);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
	}

	@Test
	void whenAllResultsAreTooLargeThenTheNextQueryFailsUntilThereIsRoom() throws Exception {
		start("flight.query.spool.max-size=2KB");
		Steps.permits.release(2);
		FlightInfo first = this.client.getInfo(FlightDescriptor.path("steps", "one"));
		assertStatus(() -> this.client.getInfo(FlightDescriptor.path("steps", "large")),
				FlightStatusCode.RESOURCE_EXHAUSTED, "all results together");
		assertThat(cancel(first)).isEqualTo(CancelStatus.CANCELLED);
		assertThat(sums(this.client.getInfo(FlightDescriptor.path("steps", "one")))).containsExactly(0L);
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
		Steps.permits.release(5);
		assertThat(tickets(await(first).getFlightInfo())).hasSize(3).isEqualTo(tickets(await(second).getFlightInfo()));
		assertThat(tickets(await(other).getFlightInfo())).hasSize(2);
		assertThat(this.client.pollInfo(shared).getFlightDescriptor()).isEmpty();
		assertThat(Steps.runs).hasValue(2);
	}

	@Test
	void whenTheClientOfGetFlightInfoGoesThenItsQueryIsCancelled() throws Exception {
		start();
		assertStatus(() -> this.client.getInfo(steps(), CallOptions.timeout(300, TimeUnit.MILLISECONDS)),
				FlightStatusCode.TIMED_OUT, "");
		assertThat(Steps.interrupted.await(2, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAPollDescriptorIsForgedAlteredOrSomebodyElsesThenItIsRefused() {
		start();
		byte[] good = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow().getCommand();
		byte[] altered = good.clone();
		altered[altered.length / 2] ^= 1;
		assertStatus(() -> this.client.pollInfo(FlightDescriptor.command(altered)), FlightStatusCode.INVALID_ARGUMENT,
				"altered");
		TicketCodec codec = this.application.context().getBean(TicketCodec.class);
		FlightTicket content = codec.decode(good);
		assertStatus(
				() -> this.client.pollInfo(
						FlightDescriptor.command(codec.encode(content.withPrincipal("alice")).getBytes())),
				FlightStatusCode.UNAUTHORIZED, "another caller");
		assertStatus(() -> this.client.pollInfo(FlightDescriptor.command(
				codec.encode(content.withPurpose(FlightTicket.Purpose.SEGMENT, 0)).getBytes())),
				FlightStatusCode.INVALID_ARGUMENT, "no descriptor");
		assertStatus(() -> sum(new Ticket(good)), FlightStatusCode.INVALID_ARGUMENT, "no ticket");
		assertStatus(() -> sum(codec.encode(content.withPurpose(FlightTicket.Purpose.SEGMENT, 7))),
				FlightStatusCode.NOT_FOUND, "no such segment");
		assertStatus(
				() -> sum(codec.encode(content.withId(FlightTicket.newId())
					.withPurpose(FlightTicket.Purpose.SEGMENT, 0))),
				FlightStatusCode.NOT_FOUND, "expired");
	}

	@Test
	void whenFlightsAreListedThenAQueryIsThereAndDoesNotRun() {
		start();
		assertThat(this.client.listFlights(Criteria.ALL)).extracting((info) -> info.getDescriptor().getPath())
			.contains(List.of("steps"));
		assertThat(Steps.runs).hasValue(0);
		assertThat(this.client.listActions()).extracting(ActionType::getType)
			.contains("CancelFlightInfo", "RenewFlightEndpoint");
	}

	@Test
	void whenTheSchemaOfAQueryIsAskedForThenItDoesNotRun() {
		start();
		assertThat(this.client.getSchema(steps()).getSchema().getFields()).extracting(Field::getName)
			.containsExactly("value");
		assertThat(Steps.runs).hasValue(0);
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
						words.add(String
							.valueOf(stream.getDictionaryProvider().lookup(id).getVector().getObject(index)));
					}
				}
			}
		}
		assertThat(words).isEqualTo(Steps.WORDS);
	}

	@Test
	void whenManyClientsPollAtOnceThenAllSeeTheEnd() throws Exception {
		start();
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> polls = IntStream.range(0, 8)
				.mapToObj((i) -> threads
					.submit(() -> await(descriptor).getFlightInfo().getEndpoints().size()))
				.toList();
			Steps.permits.release(5);
			for (Future<Integer> poll : polls) {
				assertThat(poll.get(10, TimeUnit.SECONDS)).isEqualTo(5);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private FlightDescriptor steps() {
		return FlightDescriptor.path("steps");
	}

	private static FlightDescriptor command(String json) {
		return FlightDescriptor.command(json.getBytes(StandardCharsets.UTF_8));
	}

	private PollInfo await(FlightDescriptor descriptor) {
		PollInfo poll = this.client.pollInfo(descriptor);
		while (poll.getFlightDescriptor().isPresent()) {
			poll = this.client.pollInfo(poll.getFlightDescriptor().get());
		}
		return poll;
	}

	/**
	 * The descriptor of a state that does not change any more.
	 */
	private FlightDescriptor settled() {
		FlightDescriptor descriptor = this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow();
		PollInfo poll = this.client.pollInfo(descriptor);
		while (poll.getFlightInfo().getEndpoints().isEmpty()) {
			poll = this.client.pollInfo(poll.getFlightDescriptor().orElseThrow());
		}
		return poll.getFlightDescriptor().orElseThrow();
	}

	private static boolean await(java.util.function.BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return true;
	}

	private CancelStatus cancel(FlightInfo info) {
		return this.client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus();
	}

	private static List<Ticket> tickets(FlightInfo info) {
		return info.getEndpoints().stream().map(org.apache.arrow.flight.FlightEndpoint::getTicket).toList();
	}

	private List<Long> sums(FlightInfo info) throws Exception {
		List<Long> sums = new ArrayList<>();
		for (Ticket ticket : tickets(info)) {
			sums.add(sum(ticket));
		}
		return sums;
	}

	private long sum(Ticket ticket) throws Exception {
		long sum = 0;
		try (FlightStream stream = this.client.getStream(ticket)) {
			while (stream.next()) {
				for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
					sum += ((IntVector) stream.getRoot().getVector("value")).get(row);
				}
			}
		}
		return sum;
	}

	private List<Path> segments() {
		return files().stream().filter((file) -> file.toString().endsWith(".arrows")).toList();
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.walk(this.spool)) {
			return files.filter((file) -> !file.equals(this.spool)).toList();
		}
		catch (IOException | java.io.UncheckedIOException ex) {
			return files();
		}
	}

	private static void assertStatus(ThrowingCallable call, FlightStatusCode code, String text) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(code);
			assertThat(ex.status().description()).contains(text);
		});
	}

	@FlightEndpoint("steps")
	static class Steps {

		static final List<String> WORDS = List.of("one", "two", "one", "three", "two");

		static final AtomicInteger runs = new AtomicInteger();

		static volatile Semaphore permits = new Semaphore(0);

		static volatile CountDownLatch interrupted = new CountDownLatch(1);

		static volatile CountDownLatch started = new CountDownLatch(1);

		private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(32, true))));

		record Step(int value) {
		}

		record Word(@io.github.flightspring.annotation.ArrowField(
				encoding = io.github.flightspring.annotation.ArrowField.Encoding.DICTIONARY) String word) {
		}

		record Shared(int count) {
		}

		@FlightQuery(schema = Step.class)
		void steps(FlightSink sink, BufferAllocator allocator, FlightProgress progress) throws Exception {
			run(sink, allocator, progress, 5);
		}

		@FlightQuery("one")
		void one(FlightSink sink, BufferAllocator allocator, FlightProgress progress) throws Exception {
			run(sink, allocator, progress, 1);
		}

		@FlightQuery(command = "shared", shared = true)
		void shared(@io.github.flightspring.annotation.FlightCommand Shared command, FlightSink sink,
				BufferAllocator allocator, FlightProgress progress) throws Exception {
			run(sink, allocator, progress, command.count());
		}

		private static void run(FlightSink sink, BufferAllocator allocator, FlightProgress progress, int steps)
				throws Exception {
			runs.incrementAndGet();
			try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
				sink.start(root, null);
				started.countDown();
				IntVector values = (IntVector) root.getVector(0);
				for (int step = 0; step < steps; step++) {
					permits.acquire();
					values.allocateNew(1);
					values.set(0, step);
					root.setRowCount(1);
					sink.write(root);
					progress.update(step + 1, steps);
				}
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw ex;
			}
		}

		@FlightQuery("failing")
		Iterator<Step> failing() {
			return Stream.generate(() -> new Step(1)).limit(100_000).peek((step) -> {
			}).map((step) -> {
				if (permits.tryAcquire()) {
					return step;
				}
				throw CallStatus.ALREADY_EXISTS.withDescription("It failed").toRuntimeException();
			}).iterator();
		}

		@FlightQuery("broken")
		Stream<Step> broken() {
			throw new IllegalStateException("secret");
		}

		@FlightQuery("stubborn")
		Stream<Step> stubborn() {
			runs.incrementAndGet();
			permits.acquireUninterruptibly();
			return Stream.of(new Step(1));
		}

		@FlightQuery("endless")
		void endless(FlightSink sink, BufferAllocator allocator) throws Exception {
			try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
				IntVector values = (IntVector) root.getVector(0);
				values.allocateNew(8_000_000);
				for (int row = 0; row < 8_000_000; row++) {
					values.set(row, row);
				}
				root.setRowCount(8_000_000);
				sink.write(root);
				Thread.sleep(100_000);
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw ex;
			}
		}

		@FlightQuery("large")
		Stream<Step> large() {
			return IntStream.range(0, 100_000).mapToObj(Step::new);
		}

		@FlightQuery("empty")
		Stream<Step> empty() {
			return Stream.empty();
		}

		@FlightQuery("words")
		Stream<Word> words() {
			return WORDS.stream().map(Word::new);
		}

		@FlightQuery("by-hand")
		void byHand(FlightSink sink, BufferAllocator allocator) {
			try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
				IntVector values = (IntVector) root.getVector(0);
				values.allocateNew(1000);
				for (int row = 0; row < 1000; row++) {
					values.set(row, row);
				}
				root.setRowCount(1000);
				sink.write(root);
			}
		}

	}

}
