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

package io.github.flightspring.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import io.github.flightspring.admission.AdmissionLimits.OfFlight;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.FlightAdmission.FlightTimes;
import io.github.flightspring.call.FlightAdmission.Place;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The sharing of places between callers.
 */
class FairAdmissionTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final BufferAllocator allocator = new RootAllocator();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private final RunningCalls calls = new RunningCalls(List.of(), Clock.systemUTC());

	@AfterEach
	void stop() {
		this.timer.shutdownNow();
		this.allocator.close();
	}

	@Test
	void whenACallerFillsTheQueueThenAnotherDisplacesTheLastOfThatCaller() {
		CallAdmission admission = admission(1, 3, Map.of());
		CompletableFuture<Place> running = enter(admission, "flood");
		List<CompletableFuture<Place>> flood = enter(admission, "flood", 3);
		assertThat(enter(admission, "flood")).isCompletedExceptionally();
		CompletableFuture<Place> other = enter(admission, "other");
		assertThat(other).isNotDone();
		assertThat(flood.get(2)).failsWithin(LONG)
			.withThrowableThat()
			.withRootCauseInstanceOf(FlightRuntimeException.class)
			.withMessageContaining("the maximum number of calls");
		assertThat(flood.subList(0, 2)).noneMatch(CompletableFuture::isDone);
		assertThat(admission.waiting()).isEqualTo(3);
		running.join().release();
	}

	@Test
	void whenTheQueueIsSharedEvenlyThenNobodyIsPutOut() {
		CallAdmission admission = admission(1, 2, Map.of());
		enter(admission, "one");
		List<CompletableFuture<Place>> waiting = List.of(enter(admission, "one"), enter(admission, "two"));
		assertThat(enter(admission, "three")).isCompletedExceptionally();
		assertThat(enter(admission, "two")).isCompletedExceptionally();
		assertThat(waiting).noneMatch(CompletableFuture::isDone);
	}

	@Test
	void whenManyOfACallerWaitThenOthersTakeTurnsWithThem() {
		CallAdmission admission = admission(1, 100, Map.of());
		Place place = enter(admission, "flood").join();
		List<CompletableFuture<Place>> flood = enter(admission, "flood", 50);
		List<CompletableFuture<Place>> other = enter(admission, "other", 2);
		for (CompletableFuture<Place> next : List.of(flood.get(0), other.get(0), flood.get(1), other.get(1))) {
			assertThat(next).isNotDone();
			place.release();
			assertThat(next).isCompleted();
			place = next.join();
		}
		assertThat(admission.calls()).isOne();
		assertThat(admission.waiting()).isEqualTo(48);
	}

	@Test
	void whenACallerHasAPlaceThenTheNextIsForWhoHasNone() {
		CallAdmission admission = admission(2, 100, Map.of());
		Place place = enter(admission, "flood").join();
		enter(admission, "flood");
		CompletableFuture<Place> flood = enter(admission, "flood");
		CompletableFuture<Place> other = enter(admission, "other");
		place.release();
		assertThat(other).isCompleted();
		assertThat(flood).isNotDone();
	}

	@Test
	void whenCallsWaitForAFlightThenMostPlacesAreLeftToOthers() throws Exception {
		CallAdmission admission = admission(8, 100, Map.of("narrow", new OfFlight(1, FlightTimes.NONE)));
		List<Place> places = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			places.add(enter(admission, "flood").join());
		}
		places.get(0).enter("narrow");
		List<Thread> waiting = new ArrayList<>();
		for (Place place : places.subList(1, 3)) {
			Thread thread = new Thread(() -> {
				try {
					place.enter("narrow");
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			thread.start();
			waiting.add(thread);
			Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		}
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> places.get(3).enter("narrow"))
			.withMessageContaining("'narrow' has the maximum number of calls");
		places.get(0).release();
		waiting.get(0).join();
		places.get(1).release();
		waiting.get(1).join();
	}

	@Test
	void whenAnonymousCallersShareAnIpv6NetworkThenTheyAreOne() throws Exception {
		CallAdmission admission = new CallAdmission(new AdmissionLimits(8, 1, 0, LONG, 0, 0, 0, 1, Map.of()),
				this.allocator, this.timer, System::nanoTime);
		assertThat(enter(admission, InetAddress.getByName("2001:db8::1"))).isCompleted();
		assertThat(enter(admission, InetAddress.getByName("2001:db8::ffff:2"))).isCompletedExceptionally();
		assertThat(enter(admission, InetAddress.getByName("2001:db8:0:1::1"))).isCompleted();
		assertThat(enter(admission, InetAddress.getByName("192.0.2.1"))).isCompleted();
		assertThat(enter(admission, InetAddress.getByName("192.0.2.2"))).isCompleted();
		assertThat(enter(admission, InetAddress.getByName("192.0.2.1"))).isCompletedExceptionally();
	}

	@Test
	void whenTimeGoesOnThenRatesComeBackWhateverTheClockSays() throws Exception {
		AtomicLong nanoTime = new AtomicLong(-1);
		CallAdmission admission = new CallAdmission(new AdmissionLimits(8, 0, 0, LONG, 2, 2, 100, 1, Map.of()),
				this.allocator, this.timer, nanoTime::get);
		assertThat(enter(admission, "ada", 2)).allSatisfy((call) -> assertThat(call).isCompleted());
		assertThat(enter(admission, "ada")).isCompletedExceptionally();
		nanoTime.addAndGet(Duration.ofMillis(499).toNanos());
		assertThat(enter(admission, "ada")).isCompletedExceptionally();
		nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(enter(admission, "ada")).isCompleted();
		assertThat(enter(admission, "ada")).isCompletedExceptionally();
		ByteRate bytes = admission.bytes().of("ada");
		bytes.take(100, () -> false);
		CompletableFuture<Void> more = CompletableFuture.runAsync(() -> {
			try {
				bytes.take(50, () -> false);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(more).isNotDone();
		nanoTime.addAndGet(Duration.ofMillis(500).toNanos());
		assertThat(more).succeedsWithin(LONG);
	}

	private CompletableFuture<Place> enter(CallAdmission admission, InetAddress host) {
		TrackedCall call = this.calls.begin(FlightRpc.DO_GET, "grpc", new FlightCallHeaders());
		call.from(new InetSocketAddress(host, 4711));
		return admission.admit(call);
	}

	private CallAdmission admission(int maxCalls, int maxQueued, Map<String, OfFlight> flights) {
		return new CallAdmission(new AdmissionLimits(maxCalls, 0, maxQueued, LONG, 0, 0, 0, 1, flights), this.allocator,
				this.timer, System::nanoTime);
	}

	private List<CompletableFuture<Place>> enter(CallAdmission admission, String caller, int times) {
		List<CompletableFuture<Place>> all = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			all.add(enter(admission, caller));
		}
		return all;
	}

	private CompletableFuture<Place> enter(CallAdmission admission, String caller) {
		TrackedCall call = this.calls.begin(FlightRpc.DO_GET, "grpc", new FlightCallHeaders());
		Principal principal = () -> caller;
		call.accepted(principal, (status) -> {
		});
		return admission.admit(call);
	}

}
