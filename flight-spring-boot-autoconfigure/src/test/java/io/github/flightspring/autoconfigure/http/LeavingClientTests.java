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

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that leave while the handler has nothing to say.
 */
class LeavingClientTests {

	private static CountDownLatch interrupted = new CountDownLatch(1);

	private static CountDownLatch started = new CountDownLatch(1);

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Silent.class, "server.http2.enabled=true");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@AfterEach
	void nothingIsLeft() {
		application.awaitNoCalls();
	}

	@Test
	void whenAStreamOfHttp2IsResetThenASilentHandlerIsInterrupted() throws Exception {
		interrupted = new CountDownLatch(1);
		started = new CountDownLatch(1);
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		HttpRequest request = application.request("/flight/silent").build();
		// the connection is upgraded with the first request
		client.send(application.request("/flight").build(), BodyHandlers.discarding());
		CompletableFuture<HttpResponse<InputStream>> response = client.sendAsync(request, BodyHandlers.ofInputStream());
		assertThat(response.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
		started.await();
		response.get().body().close();
		Awaitility.await().until(() -> interrupted.getCount() == 0);
	}

	@Test
	void whenTheHeadersAloneAreAskedForOverHttp2ThenTheyCome() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		client.send(application.request("/flight").build(), BodyHandlers.discarding());
		for (String path : new String[] { "/flight", "/flight/silent", "/flight/silent?schema" }) {
			HttpResponse<Void> response = client.send(
					application.request(path).method("HEAD", BodyPublishers.noBody()).build(),
					BodyHandlers.discarding());
			assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).as(path).isPresent();
		}
	}

	/**
	 * A flight that sends one batch and then nothing.
	 */
	@FlightEndpoint("silent")
	static class Silent {

		@DoGet
		void rows(FlightSink sink, BufferAllocator allocator, FlightCall call) throws InterruptedException {
			Schema schema = new Schema(java.util.List.of(Field.notNullable("value", new ArrowType.Int(64, true))));
			try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
				((BigIntVector) root.getVector(0)).setSafe(0, 1);
				root.setRowCount(1);
				sink.write(root);
			}
			started.countDown();
			try {
				new CountDownLatch(1).await();
			}
			finally {
				interrupted.countDown();
			}
		}

	}

}
