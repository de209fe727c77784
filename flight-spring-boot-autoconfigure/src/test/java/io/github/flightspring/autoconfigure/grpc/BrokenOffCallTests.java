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
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.flightspring.support.IdleStreams;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that break off calls, or make the server do so, without end.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrokenOffCallTests {

	@Test
	void whenAClientBreaksOffMoreCallsThanItMayThenItsConnectionIsClosed() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"flight.server.max-resets-per-second=10"); IdleStreams client = new IdleStreams(application.port())) {
			flood(() -> client.openAndReset("DoPut", 50));
			client.awaitClosed();
			application.awaitNoCalls();
		}
	}

	@Test
	void whenAClientViolatesHttp2WithoutEndThenItsConnectionIsClosedAndOneLineIsLogged(CapturedOutput output)
			throws Exception {
		// the logger is the JVM's: other tests' applications may have set its filter and
		// level
		Logger logger = Logger.getLogger("io.grpc.netty.NettyServerHandler");
		Filter before = logger.getFilter();
		logger.setFilter(null);
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"flight.server.max-resets-per-second=10", "logging.level.io.grpc.netty.NettyServerHandler=info");
				IdleStreams client = new IdleStreams(application.port())) {
			flood(() -> client.openAndViolate("DoPut", 50));
			client.awaitClosed();
			application.awaitNoCalls();
		}
		finally {
			logger.setFilter(before);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("NettyServerHandler  "))).hasSize(1)
			.allMatch((line) -> line.contains("Http2Exception"));
		assertThat(output).doesNotContain("at io.netty.handler.codec.http2");
	}

	@Test
	void whenAClientBreaksOffAsManyAsItMayThenItsConnectionStays() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class);
				IdleStreams client = new IdleStreams(application.port())) {
			client.openAndReset("DoPut", 2000);
			client.open("Unknown", 1);
			client.awaitEnded(1);
		}
	}

	@Test
	void whenThereIsNoLimitThenConnectionsStay() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"flight.server.max-resets-per-second=0"); IdleStreams client = new IdleStreams(application.port())) {
			client.openAndReset("DoPut", 5000);
			client.open("Unknown", 1);
			client.awaitEnded(1);
		}
	}

	@Test
	void whenTimeHasPassedThenTheNextLineTellsHowManyWereLeftOut() {
		AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
		StackShortener log = new StackShortener(Logger.getLogger("shortened"), nanoTime::get);
		LogRecord first = failure();
		assertThat(log.isLoggable(first)).isTrue();
		assertThat(first.getMessage()).isEqualTo("Stream Error: java.io.IOException: odd");
		assertThat(first.getThrown()).isNull();
		assertThat(log.isLoggable(failure())).isFalse();
		nanoTime.addAndGet(9_999_999_999L);
		assertThat(log.isLoggable(failure())).isFalse();
		assertThat(log.isLoggable(new LogRecord(Level.WARNING, "no failure"))).isTrue();
		nanoTime.addAndGet(1);
		LogRecord next = failure();
		assertThat(log.isLoggable(next)).isTrue();
		assertThat(next.getMessage()).endsWith("(and 2 more since the last of these lines)");
	}

	private static LogRecord failure() {
		LogRecord record = new LogRecord(Level.WARNING, "Stream Error");
		record.setThrown(new IOException("odd"));
		return record;
	}

	private static void flood(Calls calls) throws IOException {
		try {
			for (int i = 0; i < 20; i++) {
				calls.send();
			}
		}
		catch (SocketException ex) {
			// it is closed already
		}
	}

	private interface Calls {

		void send() throws IOException;

	}

}
