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

package io.github.flightspring.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Boot application with the starter and Spring MVC on free ports. To close it proves
 * that no Arrow memory was leaked.
 */
public final class HttpApplication implements AutoCloseable {

	private static final String SECURITY = "io.github.flightspring.autoconfigure.security.";

	private static final String BOOT_SECURITY = "org.springframework.boot.security.autoconfigure.";

	private static final String OPEN = String.join(",", SECURITY + "FlightGrpcSecurityAutoConfiguration",
			SECURITY + "FlightOAuth2AutoConfiguration", SECURITY + "FlightSecurityAutoConfiguration",
			SECURITY + "FlightTokenAutoConfiguration",
			BOOT_SECURITY + "web.servlet.ServletWebSecurityAutoConfiguration",
			BOOT_SECURITY + "web.servlet.SecurityFilterAutoConfiguration", BOOT_SECURITY + "SecurityAutoConfiguration",
			BOOT_SECURITY + "actuate.web.servlet.ManagementWebSecurityAutoConfiguration");

	private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

	private final ServletWebServerApplicationContext context;

	private final BufferAllocator allocator;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60)).build();

	private HttpApplication(ServletWebServerApplicationContext context) {
		this.context = context;
		this.allocator = context.getBean(BufferAllocator.class);
	}

	public static HttpApplication start(Class<?> beans, String... properties) {
		return start(new Class<?>[] { beans }, properties);
	}

	public static HttpApplication start(Class<?>[] beans, String... properties) {
		return start(Container.TOMCAT, beans, properties);
	}

	/**
	 * Start an open application in one of the containers.
	 */
	public static HttpApplication start(Container container, Class<?>[] beans, String... properties) {
		return run(beans, container.other() + "," + OPEN, properties);
	}

	public static HttpApplication startSecured(Class<?>[] beans, String... properties) {
		return startSecured(Container.TOMCAT, beans, properties);
	}

	/**
	 * Start an application with Spring Security in one of the containers.
	 */
	public static HttpApplication startSecured(Container container, Class<?>[] beans, String... properties) {
		return run(beans, container.other(), properties);
	}

	private static HttpApplication run(Class<?>[] beans, String excluded, String... properties) {
		List<Class<?>> sources = new ArrayList<>(Arrays.asList(beans));
		sources.add(Application.class);
		List<String> all = new ArrayList<>(
				List.of("spring.grpc.server.port=0", "server.port=0", "spring.main.banner-mode=off"));
		all.add(Databases.exclusion(excluded, List.of(properties)));
		all.addAll(Arrays.asList(properties));
		return new HttpApplication(
				(ServletWebServerApplicationContext) new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
					.web(WebApplicationType.SERVLET)
					.properties(all.toArray(String[]::new))
					.run());
	}

	public int port() {
		return this.context.getWebServer().getPort();
	}

	public ServletWebServerApplicationContext context() {
		return this.context;
	}

	public BufferAllocator allocator() {
		return this.allocator;
	}

	public URI uri(String path) {
		return URI.create("http://localhost:" + port() + path);
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(120));
	}

	public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	public HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofByteArray());
	}

	public HttpClient client() {
		return this.client;
	}

	/**
	 * Wait until no call holds memory any more.
	 */
	public void awaitNoCalls() {
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.allocator.getChildAllocators()).isEmpty();
			assertThat(this.allocator.getAllocatedMemory()).isZero();
		});
	}

	public static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	/**
	 * The values of the first column of an Arrow stream.
	 */
	public static List<Object> values(byte[] stream) throws Exception {
		List<Object> values = new ArrayList<>();
		try (RootAllocator allocator = new RootAllocator();
				ArrowStreamReader reader = new ArrowStreamReader(
						new MessageChannelReader(new HeapChannel(stream), allocator), allocator,
						CommonsCompressionFactory.INSTANCE)) {
			while (reader.loadNextBatch()) {
				FieldVector vector = reader.getVectorSchemaRoot().getVector(0);
				for (int i = 0; i < vector.getValueCount(); i++) {
					values.add((vector instanceof BigIntVector longs) ? longs.get(i) : vector.getObject(i));
				}
			}
		}
		return values;
	}

	/**
	 * Reads bodies through an array, as Arrow's own way needs a JVM flag.
	 */
	private static final class HeapChannel extends ReadChannel {

		HeapChannel(byte[] bytes) {
			super(Channels.newChannel(new ByteArrayInputStream(bytes)));
		}

		@Override
		public long readFully(ArrowBuf buffer, long length) throws IOException {
			byte[] bytes = new byte[(int) length];
			int read = readFully(ByteBuffer.wrap(bytes));
			buffer.setBytes(buffer.writerIndex(), bytes, 0, read);
			buffer.writerIndex(buffer.writerIndex() + read);
			return read;
		}

	}

	@Override
	public void close() throws Exception {
		awaitNoCalls();
		this.context.close();
		assertThat(this.allocator.getAllocatedMemory()).isZero();
	}

	/**
	 * The containers that Boot has for servlets.
	 */
	public enum Container {

		TOMCAT, JETTY;

		String other() {
			return (this == TOMCAT) ? HttpApplication.JETTY : HttpApplication.TOMCAT;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
