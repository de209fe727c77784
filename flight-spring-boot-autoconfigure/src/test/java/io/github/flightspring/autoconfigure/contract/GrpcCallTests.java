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

package io.github.flightspring.autoconfigure.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.google.protobuf.ByteString;
import io.github.flightspring.support.Http2Client;
import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Calls over gRPC.
 */
class GrpcCallTests extends CallContract {

	private final RootAllocator allocator = new RootAllocator();

	private final List<FlightClient> clients = new ArrayList<>();

	private FlightClient client() {
		FlightClient client = FlightClient
			.builder(this.allocator,
					Location.forGrpcInsecure("localhost",
							application().context().getBean(GrpcServerLifecycle.class).getPort()))
			.build();
		this.clients.add(client);
		return client;
	}

	@AfterEach
	void closeClients() throws Exception {
		for (FlightClient client : this.clients) {
			client.close();
		}
		this.allocator.close();
	}

	@Override
	Callable<FlightStatusCode> prepare(String flight) {
		FlightClient client = client();
		Ticket ticket = ticket(client, flight);
		return () -> download(client, ticket);
	}

	private static FlightStatusCode download(FlightClient client, Ticket ticket) throws Exception {
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				// to its end
			}
			return FlightStatusCode.OK;
		}
		catch (FlightRuntimeException ex) {
			return ex.status().code();
		}
	}

	private static Ticket ticket(FlightClient client, String flight) {
		FlightDescriptor descriptor = FlightDescriptor.path(("contract/" + flight).split("/"));
		return client.getInfo(descriptor).getEndpoints().get(0).getTicket();
	}

	@Override
	void leave(String flight, boolean closing) throws Exception {
		Ticket ticket = ticket(client(), flight);
		int port = application().context().getBean(GrpcServerLifecycle.class).getPort();
		try (Http2Client client = new Http2Client(port, 100_000)) {
			int stream = client.grpc("DoGet",
					Flight.Ticket.newBuilder().setTicket(ByteString.copyFrom(ticket.getBytes())).build().toByteArray());
			client.awaitBytes(stream, 1);
			if (!closing) {
				client.reset(stream);
				assertEnded(FlightStatusCode.CANCELLED);
			}
		}
	}

	@Test
	void whenTheClientCancelsBeforeTheFirstBatchThenTheCallIsCancelled() throws Exception {
		AutoCloseable call = start("silent", false);
		awaitRunning();
		call.close();
		assertEnded(FlightStatusCode.CANCELLED);
	}

	@Override
	Class<?> brokenRequests() {
		return BrokenCalls.class;
	}

	@Override
	AutoCloseable start(String flight, boolean awaitBatch) throws Exception {
		FlightClient client = client();
		FlightStream stream = client.getStream(ticket(client, flight));
		if (awaitBatch) {
			stream.next();
		}
		return () -> {
			stream.cancel("Enough", null);
			try {
				stream.close();
			}
			catch (FlightRuntimeException ex) {
				// it was cancelled
			}
		};
	}

	/**
	 * An interceptor whose calls fail in one way.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BrokenCalls {

		@Bean
		@GlobalServerInterceptor
		ServerInterceptor broken(ContractFlights.Ends ends) {
			return new ServerInterceptor() {

				@Override
				public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
						ServerCallHandler<I, O> next) {
					return next.startCall(new SimpleForwardingServerCall<>(call) {

						@Override
						public Attributes getAttributes() {
							ends.failIn("open");
							return super.getAttributes();
						}

						@Override
						public void request(int messages) {
							ends.failIn("request");
							super.request(messages);
						}

					}, headers);
				}

			};
		}

	}

}
