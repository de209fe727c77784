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

package io.github.flightspring.autoconfigure.diagnostics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is called over each transport that is on its class path: calls that
 * end well, fail, are wrong, and leak.
 */
public class AbsentLibraryApplication implements Runnable {

	private static final Map<String, Integer> HTTP = Map.of("rows", 200, "absent", 404, "broken", 500, "leak", 200,
			"from/x", 400, "from/1", 200);

	private static final Map<String, FlightStatusCode> GRPC = Map.of("rows", FlightStatusCode.OK, "absent",
			FlightStatusCode.NOT_FOUND, "broken", FlightStatusCode.INTERNAL, "leak", FlightStatusCode.OK, "from/x",
			FlightStatusCode.INVALID_ARGUMENT, "from/1", FlightStatusCode.OK);

	private final List<String> excluded = new ArrayList<>();

	@Override
	public void run() {
		boolean web = isPresent("org.springframework.web.servlet.DispatcherServlet");
		boolean grpc = isPresent("org.springframework.grpc.server.GrpcServerFactory")
				&& isPresent("io.grpc.netty.NettyServerBuilder");
		assertThat(web || grpc).isTrue();
		open();
		if (isPresent("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")) {
			// a JVM takes one, and another Tomcat may have set its own
			TomcatUrls.disable();
		}
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.run("--spring.grpc.server.port=0", "--server.port=0", "--spring.main.banner-mode=off",
					"--spring.autoconfigure.exclude=" + String.join(",", this.excluded))) {
			if (web) {
				OverHttp.call(context);
			}
			if (grpc) {
				OverGrpc.call(context);
			}
			BufferAllocator allocator = context.getBean(BufferAllocator.class);
			// of the calls the leaks alone are left
			assertThat(allocator.getChildAllocators()).isNotEmpty()
				.allSatisfy((leak) -> assertThat(leak.getAllocatedMemory()).isEqualTo(64));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void open() {
		exclude("io.github.flightspring.autoconfigure.security.", "FlightGrpcSecurityAutoConfiguration",
				"FlightOAuth2AutoConfiguration", "FlightSecurityAutoConfiguration", "FlightTokenAutoConfiguration");
		exclude("org.springframework.boot.security.autoconfigure.", "web.servlet.ServletWebSecurityAutoConfiguration",
				"web.servlet.SecurityFilterAutoConfiguration",
				"actuate.web.servlet.ManagementWebSecurityAutoConfiguration");
	}

	private void exclude(String parent, String... names) {
		Stream.of(names).map(parent::concat).forEach(this.excluded::add);
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, AbsentLibraryApplication.class.getClassLoader());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Rows.class)
	static class Application {

	}

	@FlightEndpoint("library")
	static class Rows {

		record Row(int value) {
		}

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of(new Row(1));
		}

		@DoGet("absent")
		Stream<Row> absent() {
			throw CallStatus.NOT_FOUND.withDescription("There is none").toRuntimeException();
		}

		@DoGet("broken")
		Stream<Row> broken() {
			throw new IllegalStateException("on purpose");
		}

		@DoGet("leak")
		Stream<Row> leak(BufferAllocator allocator) {
			allocator.buffer(64);
			return rows();
		}

		@DoGet("from/{start}")
		Stream<Row> from(int start) {
			return Stream.of(new Row(start));
		}

	}

	private static final class OverHttp {

		static void call(ConfigurableApplicationContext context) throws Exception {
			String base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
			for (Map.Entry<String, Integer> call : HTTP.entrySet()) {
				HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/flight/library/" + call.getKey()))
					.build();
				assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
					.as(call.getKey())
					.isEqualTo(call.getValue());
			}
		}

	}

	private static final class TomcatUrls {

		static void disable() {
			TomcatURLStreamHandlerFactory.disable();
		}

	}

	private static final class OverGrpc {

		static void call(ConfigurableApplicationContext context) throws Exception {
			Location location = Location.forGrpcInsecure("localhost",
					context.getBean(GrpcServerLifecycle.class).getPort());
			try (BufferAllocator allocator = new RootAllocator();
					FlightClient client = FlightClient.builder(allocator, location).build()) {
				for (Map.Entry<String, FlightStatusCode> call : GRPC.entrySet()) {
					assertThat(download(client, call.getKey())).as(call.getKey()).isEqualTo(call.getValue());
				}
			}
		}

		private static FlightStatusCode download(FlightClient client, String flight) throws Exception {
			FlightDescriptor descriptor = FlightDescriptor.path(("library/" + flight).split("/"));
			try (FlightStream stream = client.getStream(client.getInfo(descriptor).getEndpoints().get(0).getTicket())) {
				while (stream.next()) {
					// to its end
				}
				return FlightStatusCode.OK;
			}
			catch (FlightRuntimeException ex) {
				return ex.status().code();
			}
		}

	}

}
