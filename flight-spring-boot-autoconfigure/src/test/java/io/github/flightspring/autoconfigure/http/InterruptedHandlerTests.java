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

package io.github.flightspring.autoconfigure.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.Http2Client.End;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.HttpApplication.Container;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers whose thread is interrupted while the connection of their client, which other
 * calls share, is read or written.
 */
class InterruptedHandlerTests {

	@ParameterizedTest
	@EnumSource(Container.class)
	void whenAnInterruptedHandlerWritesThenTheConnectionLives(Container container) throws Exception {
		try (HttpApplication application = start(container);
				Http2Client client = new Http2Client(application.port(), 1_000_000)) {
			int waiting = client.get("/flight/interrupted/waiting?format=csv");
			int interrupted = client.get("/flight/interrupted?format=csv");
			// the call goes on, or is cancelled if it has to wait for its client
			assertThat(client.awaitEnd(interrupted)).isIn(End.END_STREAM, End.RST_STREAM);
			application.context().getBean(Interrupted.class).permit();
			assertThat(client.awaitEnd(waiting)).isEqualTo(End.END_STREAM);
			assertThat(rows(client, waiting)).containsExactly("value", "0");
		}
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void whenAnInterruptedHandlerReadsThenTheConnectionLives(Container container) throws Exception {
		try (HttpApplication application = start(container);
				Http2Client client = new Http2Client(application.port(), 1_000_000)) {
			int waiting = client.get("/flight/interrupted/waiting?format=csv");
			int upload = client.request("PUT", "/flight/interrupted", false, "content-type", "text/csv");
			client.data(upload, "value\n1\n".getBytes(StandardCharsets.UTF_8), false);
			client.data(upload, "2\n".getBytes(StandardCharsets.UTF_8), true);
			assertThat(client.awaitEnd(upload)).isEqualTo(End.END_STREAM);
			application.context().getBean(Interrupted.class).permit();
			assertThat(client.awaitEnd(waiting)).isEqualTo(End.END_STREAM);
			assertThat(rows(client, waiting)).containsExactly("value", "0");
		}
	}

	private static HttpApplication start(Container container) {
		return HttpApplication.start(container, new Class<?>[] { Interrupted.class }, "server.http2.enabled=true");
	}

	private static String[] rows(Http2Client client, int stream) {
		return new String(client.body(stream), StandardCharsets.UTF_8).split("\r?\n");
	}

	@FlightEndpoint("interrupted")
	static class Interrupted {

		record Row(long value) {
		}

		private final Semaphore permits = new Semaphore(0);

		void permit() {
			this.permits.release();
		}

		@DoGet("waiting")
		void waiting(FlightSink sink, BufferAllocator allocator) {
			this.permits.acquireUninterruptibly();
			try (VectorSchemaRoot root = Batches.numbers(allocator, 1)) {
				sink.write(root);
			}
		}

		@DoGet
		void rows(FlightSink sink, BufferAllocator allocator) {
			Thread.currentThread().interrupt();
			for (int rows = 2; rows <= 3; rows++) {
				try (VectorSchemaRoot root = Batches.numbers(allocator, rows)) {
					sink.write(root);
				}
				assertThat(Thread.currentThread().isInterrupted()).isTrue();
			}
		}

		@DoPut(schema = Row.class)
		void store(FlightReader rows) throws Exception {
			Thread.currentThread().interrupt();
			while (rows.loadNextBatch()) {
				assertThat(Thread.currentThread().isInterrupted()).isTrue();
			}
		}

	}

}
