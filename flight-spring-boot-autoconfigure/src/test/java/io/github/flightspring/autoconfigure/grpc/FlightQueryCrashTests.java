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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.PollInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that is killed in the middle of a query leaves nothing after the next start.
 */
class FlightQueryCrashTests {

	@TempDir
	Path spool;

	@Test
	void whenTheProcessIsKilledInTheMiddleThenTheNextStartRemovesItsSpool() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Application.class.getName(), this.spool.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			String line = process.inputReader().readLine();
			while (line != null && !line.equals("running")) {
				line = process.inputReader().readLine();
			}
			assertThat(line).isEqualTo("running");
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(segments()).isNotEmpty();
		try (RunningApplication application = RunningApplication.start(Endless.class,
				"flight.query.spool.directory=" + this.spool)) {
			assertThat(application.port()).isPositive();
			assertThat(segments()).isEmpty();
		}
		try (Stream<Path> files = Files.list(this.spool)) {
			assertThat(files).containsExactly(this.spool.resolve("spool.lock"));
		}
	}

	private List<Path> segments() throws IOException {
		try (Stream<Path> files = Files.walk(this.spool)) {
			return files.filter((file) -> file.toString().endsWith(".arrows")).toList();
		}
	}

	/**
	 * The process that is killed.
	 */
	static final class Application {

		private Application() {
		}

		public static void main(String[] args) throws Exception {
			RunningApplication application = RunningApplication.start(Endless.class,
					"flight.query.spool.directory=" + args[0], "flight.query.spool.segment-size=1KB");
			FlightClient client = application.client();
			PollInfo poll = client.pollInfo(FlightDescriptor.path("endless"));
			while (poll.getFlightInfo().getEndpoints().isEmpty()) {
				poll = client.pollInfo(poll.getFlightDescriptor().orElseThrow());
			}
			System.out.println("running");
			Thread.sleep(60_000);
		}

	}

	@FlightEndpoint("endless")
	static class Endless {

		record Row(int value) {
		}

		@FlightQuery
		Stream<Row> rows() {
			return IntStream.iterate(0, (i) -> i + 1).mapToObj((i) -> {
				if (i % 100_000 == 99_999) {
					try {
						Thread.sleep(100);
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
				}
				return new Row(i);
			});
		}

	}

}
