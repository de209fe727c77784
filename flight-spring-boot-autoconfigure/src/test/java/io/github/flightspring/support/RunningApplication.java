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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Boot application with the starter on a free port, and clients for it. To close it
 * proves that no Arrow memory was leaked on either side.
 */
public final class RunningApplication implements AutoCloseable {

	private static final String SECURITY = "io.github.flightspring.autoconfigure.security.";

	private static final String OPEN = String.join(",", SECURITY + "FlightGrpcSecurityAutoConfiguration",
			SECURITY + "FlightOAuth2AutoConfiguration", SECURITY + "FlightSecurityAutoConfiguration",
			SECURITY + "FlightTokenAutoConfiguration");

	private final ConfigurableApplicationContext context;

	private final int port;

	private final BufferAllocator serverAllocator;

	private final RootAllocator clientAllocator = new RootAllocator();

	private final List<AutoCloseable> clients = new ArrayList<>();

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.port = context.getBean(GrpcServerLifecycle.class).getPort();
		this.serverAllocator = context.getBean(BufferAllocator.class);
	}

	public static RunningApplication start(Class<?> beans, String... properties) {
		return start(new Class<?>[] { beans }, properties);
	}

	/**
	 * Start an open application: Spring Security is on the class path of the tests, but
	 * not over Flight.
	 */
	public static RunningApplication start(Class<?>[] beans, String... properties) {
		return run(beans, OPEN, properties);
	}

	/**
	 * Start an application with Spring Security over Flight, as it is for users who have
	 * it on their class path.
	 */
	public static RunningApplication startSecured(Class<?>[] beans, String... properties) {
		return run(beans, "", properties);
	}

	private static RunningApplication run(Class<?>[] beans, String excluded, String... properties) {
		List<Class<?>> sources = new ArrayList<>(Arrays.asList(beans));
		sources.add(Application.class);
		List<String> all = new ArrayList<>(
				List.of("spring.grpc.server.port=0", "spring.main.banner-mode=off", "flight.server.drain-timeout=1s"));
		all.add(Databases.exclusion(excluded, List.of(properties)));
		all.addAll(Arrays.asList(properties));
		return new RunningApplication(
				new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
					.properties(all.toArray(String[]::new))
					.run());
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public int port() {
		return this.port;
	}

	public BufferAllocator serverAllocator() {
		return this.serverAllocator;
	}

	public BufferAllocator clientAllocator() {
		return this.clientAllocator;
	}

	public FlightClient client(FlightClientMiddleware.Factory... middleware) {
		FlightClient.Builder builder = FlightClient.builder(this.clientAllocator,
				Location.forGrpcInsecure("localhost", this.port));
		Arrays.stream(middleware).forEach(builder::intercept);
		FlightClient client = builder.build();
		this.clients.add(client);
		return client;
	}

	public ManagedChannel channel() {
		return channel(this.port);
	}

	/**
	 * A connection of its own, to the server or to something before it.
	 * @param port the port
	 * @return the connection
	 */
	public ManagedChannel channel(int port) {
		ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", port)
			.usePlaintext()
			.maxInboundMessageSize(Integer.MAX_VALUE)
			.build();
		this.clients.add(channel::shutdownNow);
		return channel;
	}

	/**
	 * A client of ours on a connection of its own.
	 * @return the client
	 */
	public WireClient wireClient() {
		return new WireClient(channel(), this.clientAllocator);
	}

	/**
	 * Wait until no call holds memory any more.
	 */
	public void awaitNoCalls() {
		Awaitility.await().untilAsserted(() -> {
			assertThat(serverAllocator().getChildAllocators()).isEmpty();
			assertThat(serverAllocator().getAllocatedMemory()).isZero();
		});
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable client : this.clients) {
			client.close();
		}
		BufferAllocator server = serverAllocator();
		this.context.close();
		long leaked = server.getAllocatedMemory();
		this.clientAllocator.close();
		if (leaked != 0) {
			throw new IllegalStateException("The server leaked " + leaked + " bytes");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
