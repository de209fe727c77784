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

import java.util.concurrent.atomic.AtomicReference;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers on virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTests {

	@Test
	void whenHandlersRunOnVirtualThreadsThenRowsFlowAndCancelWakesThem() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"spring.threads.virtual.enabled=true")) {
			Scripted scripted = application.context().getBean(Scripted.class);
			WireClient client = application.wireClient();
			AtomicReference<Thread> thread = new AtomicReference<>();
			scripted.play((exchange) -> {
				thread.set(Thread.currentThread());
				exchange.out().start(exchange.in().getVectorSchemaRoot(), null);
				while (exchange.in().loadNextBatch()) {
					exchange.out().write(exchange.in().getVectorSchemaRoot());
				}
			});
			try (WireCall<FlightDataFrame> exchange = client.exchange(WireClient.path("scripted", "exchange"));
					VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 100_000);
					FlightReader answer = exchange.reader()) {
				exchange.start(root);
				for (int i = 0; i < 20; i++) {
					exchange.write(root);
					assertThat(answer.loadNextBatch()).isTrue();
				}
				exchange.halfClose();
				assertThat(answer.loadNextBatch()).isFalse();
			}
			assertThat((boolean) Thread.class.getMethod("isVirtual").invoke(thread.get())).isTrue();
			scripted.play((exchange) -> {
				try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 100_000)) {
					while (true) {
						exchange.out().write(root);
					}
				}
			});
			try (WireCall<FlightDataFrame> call = client.get(Scripted.TICKET, new Metadata())) {
				scripted.awaitStart();
				call.cancel();
				assertThat(scripted.awaitEnd()).isInstanceOf(FlightRuntimeException.class);
			}
			application.awaitNoCalls();
		}
	}

}
