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

package io.github.flightspring.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.netty.util.ResourceLeakDetector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Very many calls that break off at random moments. Every call draws its moment from a
 * seed of its own.
 */
class BrokenCallsTests {

	private static final int CALLS = 1000;

	private static final int CLIENTS = 8;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger leaks = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final Logger errors = (Logger) LoggerFactory.getLogger("io.github.flightspring.handler.call.CallMemory");

	private ResourceLeakDetector.Level level;

	private RunningApplication application;

	private Scripted scripted;

	private ManagedChannel channel;

	private final AtomicInteger whole = new AtomicInteger();

	@BeforeEach
	void start() {
		this.level = ResourceLeakDetector.getLevel();
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		this.application = RunningApplication.start(Scripted.class);
		this.scripted = this.application.context().getBean(Scripted.class);
		this.channel = this.application.channel();
		this.log.start();
		this.leaks.addAppender(this.log);
		this.errors.addAppender(this.log);
	}

	@AfterEach
	void stop() throws Exception {
		this.application.close();
		this.leaks.detachAppender(this.log);
		this.errors.detachAppender(this.log);
		ResourceLeakDetector.setLevel(this.level);
	}

	@Test
	void whenDownloadsAreCancelledAtRandomMomentsThenNothingIsLeft() throws Exception {
		this.scripted.play((exchange) -> exchange.write(40, 5_000));
		assertNothingIsLeft(this::download);
	}

	@Test
	void whenUploadsBreakOffAtRandomMomentsThenNothingIsLeft() throws Exception {
		this.scripted.play((exchange) -> {
			long rows = 0;
			while (exchange.in().loadNextBatch()) {
				rows += exchange.in().getVectorSchemaRoot().getRowCount();
				exchange.results().acknowledge(rows);
			}
		});
		assertNothingIsLeft(this::upload);
	}

	private void download(Random random) {
		try (WireCall<FlightDataFrame> call = client().get(Scripted.TICKET, new Metadata())) {
			int frames = random.nextInt(50) - 3;
			for (int i = 0; i < frames; i++) {
				try (FlightDataFrame frame = call.next()) {
					if (frame == null) {
						this.whole.incrementAndGet();
						return;
					}
				}
			}
			LockSupport.parkNanos(random.nextInt(2_000_000));
		}
	}

	private void upload(Random random) {
		try (VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 1 + random.nextInt(20_000));
				WireCall<?> call = client().put(WireClient.path("scripted", "put"))) {
			int messages = random.nextInt(20) - 3;
			if (messages >= 0) {
				call.start(root);
			}
			for (int i = 0; i < messages; i++) {
				call.write(root);
			}
			switch (random.nextInt(4)) {
				case 0 -> LockSupport.parkNanos(random.nextInt(2_000_000));
				case 1 -> call.sendRaw(new byte[] { (byte) 0xFF, 1 });
				case 2 -> {
					call.halfClose();
					if (call.status().isOk()) {
						this.whole.incrementAndGet();
					}
				}
				default -> call.request();
			}
		}
		catch (StatusRuntimeException ex) {
			// the server ended it first
		}
	}

	private WireClient client() {
		return new WireClient(this.channel, this.application.clientAllocator());
	}

	private void assertNothingIsLeft(Call call) throws Exception {
		run(call, 100, 1);
		this.application.awaitNoCalls();
		int threads = settledThreads();
		long start = System.nanoTime();
		run(call, CALLS, 1_000_000);
		this.application.awaitNoCalls();
		System.out.printf("%d calls in %d ms, %d of them whole%n", CALLS,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), this.whole.get());
		assertThat(this.whole.get()).isBetween(1, CALLS);
		assertThat(this.scripted.running()).isZero();
		Awaitility.await().untilAsserted(() -> assertThat(Machine.busyThreads()).hasSizeLessThanOrEqualTo(threads));
		for (int i = 0; i < 3; i++) {
			// a leak is reported when a buffer is made after the leaked one was collected
			System.gc();
			run(call, 20, i);
		}
		this.application.awaitNoCalls();
		assertThat(this.log.list).isEmpty();
	}

	private static int settledThreads() {
		int[] last = { -1 };
		Awaitility.await().during(200, TimeUnit.MILLISECONDS).until(() -> {
			int now = Machine.busyThreads().size();
			boolean same = now == last[0];
			last[0] = now;
			return same;
		});
		return last[0];
	}

	private static void run(Call call, int calls, int seed) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < calls; i++) {
				Random random = new Random((seed + i) * 0x9E3779B97F4A7C15L);
				futures.add(clients.submit(() -> call.run(random)));
			}
			for (Future<?> future : futures) {
				future.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			clients.shutdown();
			assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@FunctionalInterface
	private interface Call {

		void run(Random random);

	}

}
