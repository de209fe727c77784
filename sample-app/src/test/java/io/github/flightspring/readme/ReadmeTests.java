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

package io.github.flightspring.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.sample.SampleApplication;
import io.github.flightspring.security.FlightSecurity;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java of the README is the code of these classes, and it runs.
 */
class ReadmeTests {

	private static final Path SOURCES = Path.of("src/test/java/io/github/flightspring/readme");

	@ParameterizedTest
	@CsvSource({ "quickstart, Quickstart.java", "java-client, ReadmeTests.java" })
	void whenTheReadmeShowsASnippetThenItIsTheOneThatRuns(String name, String file) throws IOException {
		String shown = find(Path.of("../README.md"), "<!-- snippet: " + name + " -->\\R```java\\R(.*?)```");
		String run = find(SOURCES.resolve(file), "// snippet: " + name + "\\R(.*?)\\s*// end");
		assertThat(run.stripIndent().strip()).isEqualTo(shown.strip());
	}

	private static String find(Path file, String regex) throws IOException {
		Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(Files.readString(file));
		assertThat(matcher.find()).as("%s in %s", regex, file).isTrue();
		return matcher.group(1);
	}

	@Test
	void whenTheQuickstartRunsThenItStoresAndServesReadings() throws Exception {
		List<Readings.Reading> readings = List.of(new Readings.Reading(Instant.EPOCH, "attic", 21.5),
				new Readings.Reading(Instant.EPOCH.plusSeconds(60), "attic", 22));
		try (ConfigurableApplicationContext context = run(new Class<?>[] { Quickstart.class, Open.class });
				BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient
					.builder(allocator, Location.forGrpcInsecure("localhost", port(context)))
					.build()) {
			FlightDescriptor attic = FlightDescriptor.path("readings", "attic");
			assertThat(upload(client, allocator, attic, readings)).isEqualTo("2");
			try (FlightStream stream = client.getStream(client.getInfo(attic).getEndpoints().get(0).getTicket())) {
				assertThat(stream.next()).isTrue();
				var rows = RecordMapper.of(Readings.Reading.class).reader(stream.getRoot(), null);
				assertThat(List.of(rows.read(0), rows.read(1))).isEqualTo(readings);
			}
		}
	}

	private static String upload(FlightClient client, BufferAllocator allocator, FlightDescriptor path,
			List<Readings.Reading> readings) throws Exception {
		try (RecordWriter<Readings.Reading> writer = RecordMapper.of(Readings.Reading.class).writer(allocator);
				SyncPutListener listener = new SyncPutListener()) {
			readings.forEach(writer::write);
			VectorSchemaRoot root = writer.finishBatch();
			FlightClient.ClientStreamListener upload = client.startPut(path, root, listener);
			upload.putNext();
			upload.completed();
			try (PutResult result = listener.read()) {
				byte[] count = new byte[(int) result.getApplicationMetadata().readableBytes()];
				result.getApplicationMetadata().getBytes(0, count);
				upload.getResult();
				return new String(count);
			}
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenTheJavaClientRunsThenItCountsTheDeparturesFromAtlanta(CapturedOutput output, @TempDir Path folder)
			throws Exception {
		try (ConfigurableApplicationContext context = run(new Class<?>[] { SampleApplication.class },
				"sample.database=" + folder.resolve("uploads.duckdb"))) {
			count(port(context));
			assertThat(output).contains("124711 departures from Atlanta");
		}
	}

	@SuppressWarnings("checkstyle:standardStreams")
	private static void count(int port) throws Exception {
		// snippet: java-client
		try (BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", port))
					.build()) {
			FlightInfo info = client.getInfo(FlightDescriptor.path("departures", "ATL"));
			long rows = 0;
			for (FlightEndpoint endpoint : info.getEndpoints()) {
				try (FlightStream stream = client.getStream(endpoint.getTicket())) {
					while (stream.next()) {
						rows += stream.getRoot().getRowCount();
					}
				}
			}
			System.out.println(rows + " departures from Atlanta");
		}
		// end
	}

	private static ConfigurableApplicationContext run(Class<?>[] sources, String... properties) {
		return new SpringApplicationBuilder(sources).properties("spring.grpc.server.port=0")
			.properties(properties)
			.run("--spring.grpc.server.port=0");
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getBean(GrpcServerLifecycle.class).getPort();
	}

	/**
	 * The quick start has no Spring Security on its class path, these tests do.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity.authorize((calls) -> calls.anyCall().permitAll());
		}

	}

}
