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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that take too long, for their client or for the server.
 */
class DeadlineTests {

	@RegisterExtension
	static final ScriptedServer limited = new ScriptedServer("flight.server.call-timeout=2s");

	@RegisterExtension
	static final ScriptedServer unlimited = new ScriptedServer("flight.server.call-timeout=0s");

	@Test
	void whenNobodySetsALimitThenThereIsNone() throws Exception {
		AtomicReference<Duration> remaining = new AtomicReference<>(Duration.ZERO);
		Scripted scripted = unlimited.scripted();
		scripted.play((exchange) -> remaining.set(exchange.call().timeRemaining()));
		try (WireCall<?> call = unlimited.client().get(Scripted.TICKET, new Metadata())) {
			scripted.awaitEnd();
		}
		assertThat(remaining.get()).isNull();
	}

	@Test
	void whenTheClientHasADeadlineThenTheHandlerSeesItAndEndsWithIt() throws Exception {
		AtomicReference<Duration> remaining = new AtomicReference<>();
		Scripted scripted = unlimited.scripted();
		scripted.play((exchange) -> {
			remaining.set(exchange.call().timeRemaining());
			Thread.sleep(60_000);
		});
		WireClient client = unlimited.client().with((options) -> options.withDeadlineAfter(2, TimeUnit.SECONDS));
		try (WireCall<?> call = client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(scripted.awaitEnd()).isInstanceOf(InterruptedException.class);
		}
		assertThat(remaining.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void whenBothHaveALimitThenTheShorterOneCounts() throws Exception {
		AtomicReference<Duration> remaining = new AtomicReference<>();
		Scripted scripted = limited.scripted();
		scripted.play((exchange) -> {
			remaining.set(exchange.call().timeRemaining());
			Thread.sleep(60_000);
		});
		WireClient client = limited.client().with((options) -> options.withDeadlineAfter(60, TimeUnit.SECONDS));
		try (WireCall<?> call = client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(call.status().getDescription()).isEqualTo("The call took longer than PT2S");
		}
		assertThat(remaining.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void whenTheHandlerIgnoresItsInterruptionThenTheClientIsToldAtOnceNevertheless() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		Scripted scripted = limited.scripted();
		scripted.play((exchange) -> {
			exchange.call().allocator().buffer(1024).close();
			while (go.getCount() > 0) {
				Thread.onSpinWait();
				exchange.call().responseTrailers().insert("busy", "yes");
			}
		});
		try (WireCall<?> call = limited.client().get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(scripted.hasEnded()).isFalse();
			go.countDown();
			assertThat(scripted.awaitEnd()).isNull();
		}
	}

	@Test
	void whenAnUploadHasNotStartedThenItEndsAsWell() {
		try (WireCall<?> call = limited.client().put(FlightDescriptor.path("scripted", "put"))) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
		}
	}

}
