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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections whose clients ask for much and take nothing of it, and then leave.
 */
class UntakenConnectionTests {

	private static final int CONNECTIONS = 4;

	private static final int CALLS = 250;

	private static final int ROWS = 8192;

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	@ParameterizedTest
	@CsvSource({ "100, 0, false", "100, 0, true", "100, 65535, false", "1, 0, false", "1, 0, true" })
	void whenTheClientsOfManyUntakenCallsLeaveThenNothingIsHeld(int batches, int window, boolean resetting)
			throws Exception {
		RunningCalls running = server.application().context().getBean(RunningCalls.class);
		CountDownLatch written = new CountDownLatch(1);
		server.scripted().play((exchange) -> write(exchange, batches, written));
		List<Http2Client> clients = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			Http2Client client = new Http2Client(server.application().port(), window);
			clients.add(client);
			for (int j = 0; j < CALLS; j++) {
				client.grpc("DoGet", Scripted.TICKET.toByteArray());
			}
		}
		assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
		for (Http2Client client : clients) {
			for (int j = 0; resetting && j < CALLS; j++) {
				client.reset(2 * j + 1);
			}
			if (!resetting) {
				client.close();
			}
		}
		Awaitility.await().untilAsserted(() -> {
			assertThat(running.list()).isEmpty();
			assertThat(server.scripted().running()).isZero();
		});
		server.application().awaitNoCalls();
		for (Http2Client client : clients) {
			client.close();
		}
	}

	private static void write(Scripted.Exchange exchange, int batches, CountDownLatch written) {
		try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), ROWS)) {
			for (int i = 0; i < batches; i++) {
				exchange.out().write(root);
				written.countDown();
			}
		}
	}

}
