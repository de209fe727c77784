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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.github.flightspring.support.Batches;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Status;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that gRPC itself refuses while their handler ends them.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedMessageTests {

	private static final int CLIENTS = 8;

	private static final int CALLS = 500;

	/**
	 * Two ends of one call would cost the client its connection, with all calls on it.
	 */
	@Test
	void whenAMessageIsTooLargeAsTheHandlerEndsThenTheConnectionStays(CapturedOutput output) throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"spring.grpc.server.inbound.message.max-size=2KB", "flight.server.max-resets-per-second=100000")) {
			application.context().getBean(Scripted.class).play((exchange) -> {
				LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(300_000));
				throw CallStatus.ALREADY_EXISTS.toRuntimeException();
			});
			WireClient client = application.wireClient();
			List<Future<?>> uploads = new ArrayList<>();
			ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
			try {
				for (int i = 0; i < CLIENTS; i++) {
					uploads.add(threads.submit(() -> upload(application, client)));
				}
				for (Future<?> upload : uploads) {
					upload.get();
				}
			}
			finally {
				threads.shutdownNow();
			}
			application.awaitNoCalls();
		}
		assertThat(output).doesNotContain("in unexpected state");
	}

	private static void upload(RunningApplication application, WireClient client) {
		try (VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 10)) {
			for (int i = 0; i < CALLS; i++) {
				try (WireCall<?> call = client.put(WireClient.path("scripted", "put"))) {
					call.start(root);
					call.sendRaw(new byte[4096]);
					assertThat(call.status().getCode()).isIn(Status.Code.ALREADY_EXISTS, Status.Code.RESOURCE_EXHAUSTED,
							Status.Code.CANCELLED);
				}
			}
		}
	}

}
