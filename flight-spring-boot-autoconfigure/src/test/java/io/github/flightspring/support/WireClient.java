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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataMessage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A Flight client on the starter's own codec. Unlike Arrow's it uploads without a JVM
 * flag, reads only what it is told to, and can misbehave.
 */
public final class WireClient {

	private final Channel channel;

	private final BufferAllocator allocator;

	private final CallOptions options;

	public WireClient(Channel channel, BufferAllocator allocator) {
		this(channel, allocator, CallOptions.DEFAULT);
	}

	private WireClient(Channel channel, BufferAllocator allocator, CallOptions options) {
		this.channel = channel;
		this.allocator = allocator;
		this.options = options;
	}

	public WireClient with(Function<CallOptions, CallOptions> change) {
		return new WireClient(this.channel, this.allocator, change.apply(this.options));
	}

	public static FlightDescriptor path(String... segments) {
		return FlightDescriptor.path(segments);
	}

	public static FlightDescriptor command(String command) {
		return FlightDescriptor.command(command.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Start an upload.
	 * @param descriptor what goes with the schema, or {@code null} to send none
	 * @return the call
	 */
	public WireCall<Flight.PutResult> put(@Nullable FlightDescriptor descriptor) {
		return put(descriptor, new Metadata());
	}

	public WireCall<Flight.PutResult> put(@Nullable FlightDescriptor descriptor, Metadata headers) {
		return call(FlightServiceDescriptors.doPut(), Function.identity(), descriptor, headers);
	}

	/**
	 * Start an exchange.
	 * @param descriptor what goes with the schema, or {@code null} to send none
	 * @return the call
	 */
	public WireCall<FlightDataFrame> exchange(@Nullable FlightDescriptor descriptor) {
		return call(FlightServiceDescriptors.doExchange(), this::decode, descriptor, new Metadata());
	}

	/**
	 * Start a download by descriptor: asks for the flight's info, then for the rows
	 * behind its first ticket.
	 * @param descriptor the flight
	 * @return the call
	 */
	public WireCall<FlightDataFrame> get(FlightDescriptor descriptor) {
		return get(ticket(descriptor), new Metadata());
	}

	public WireCall<FlightDataFrame> get(Flight.Ticket ticket, Metadata headers) {
		WireCall<FlightDataFrame> call = call(FlightServiceDescriptors.doGet(), this::decode, null, headers);
		call.sendRaw(ticket.toByteArray());
		call.halfClose();
		return call;
	}

	public Flight.Ticket ticket(FlightDescriptor descriptor) {
		try {
			return FlightServiceGrpc.newBlockingStub(this.channel)
				.getFlightInfo(Flight.FlightDescriptor.parseFrom(descriptor.serialize()))
				.getEndpoint(0)
				.getTicket();
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private FlightDataFrame decode(FlightDataMessage message) {
		return message.decode(this.allocator, FlightDataLimits.defaults());
	}

	/**
	 * Start any call.
	 * @param method the method
	 * @param onMessage reads an answer while gRPC lends it
	 * @param descriptor what goes with the schema, or {@code null} to send none
	 * @param headers the headers
	 * @param <I> the type of the method's requests
	 * @param <M> the type of the method's answers
	 * @param <R> the type that answers are read to
	 * @return the call
	 */
	public <I, M, R> WireCall<R> call(MethodDescriptor<I, M> method, Function<M, R> onMessage,
			@Nullable FlightDescriptor descriptor, Metadata headers) {
		MethodDescriptor<Object, M> open = method.toBuilder(new OpenMarshaller(), method.getResponseMarshaller())
			.build();
		return new WireCall<>(this.channel.newCall(open, this.options), onMessage, this.allocator, descriptor, headers);
	}

	/**
	 * Sends messages of the codec, and whatever bytes a test likes.
	 */
	private static final class OpenMarshaller implements MethodDescriptor.Marshaller<Object> {

		@Override
		public InputStream stream(Object value) {
			return (value instanceof FlightDataMessage message)
					? FlightServiceDescriptors.doPut().streamRequest(message)
					: new ByteArrayInputStream((byte[]) value);
		}

		@Override
		public Object parse(InputStream stream) {
			throw new UnsupportedOperationException();
		}

	}

}
