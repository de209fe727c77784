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

package io.github.flightspring.handler.dispatch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of Flight's messages to Arrow's classes for them. The parsers of these
 * classes would change the expiry that was sent.
 */
final class ExactMessages {

	private ExactMessages() {
	}

	static FlightInfo info(Flight.FlightInfo info) {
		List<FlightEndpoint> endpoints = new ArrayList<>();
		info.getEndpointList().forEach((endpoint) -> endpoints.add(endpoint(endpoint)));
		return new FlightInfo(schema(info.getSchema()), descriptor(info.getFlightDescriptor()), endpoints,
				info.getTotalBytes(), info.getTotalRecords(), info.getOrdered(), IpcOption.DEFAULT,
				info.getAppMetadata().isEmpty() ? null : info.getAppMetadata().toByteArray());
	}

	static FlightEndpoint endpoint(Flight.FlightEndpoint endpoint) {
		Location[] locations = new Location[endpoint.getLocationCount()];
		for (int i = 0; i < locations.length; i++) {
			locations[i] = location(endpoint.getLocation(i).getUri());
		}
		FlightEndpoint.Builder builder = FlightEndpoint
			.builder(new Ticket(endpoint.getTicket().getTicket().toByteArray()), locations);
		if (endpoint.hasExpirationTime()) {
			builder.setExpirationTime(instant(endpoint.getExpirationTime()));
		}
		if (!endpoint.getAppMetadata().isEmpty()) {
			builder.setAppMetadata(endpoint.getAppMetadata().toByteArray());
		}
		return builder.build();
	}

	static FlightDescriptor descriptor(Flight.FlightDescriptor descriptor) {
		return (descriptor.getType() == Flight.FlightDescriptor.DescriptorType.CMD)
				? FlightDescriptor.command(descriptor.getCmd().toByteArray())
				: FlightDescriptor.path(descriptor.getPathList().toArray(String[]::new));
	}

	private static Location location(String uri) {
		try {
			return new Location(uri);
		}
		catch (URISyntaxException ex) {
			throw invalid("An endpoint's location is not a URI", ex);
		}
	}

	private static Instant instant(Timestamp timestamp) {
		try {
			return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw invalid("An endpoint's expiration time is not a time", ex);
		}
	}

	private static @Nullable Schema schema(ByteString bytes) {
		if (bytes.isEmpty()) {
			return null;
		}
		checkLength(bytes);
		try {
			return MessageSerializer
				.deserializeSchema(new ReadChannel(Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray()))));
		}
		catch (IOException | RuntimeException ex) {
			throw invalid("The info's schema cannot be read", ex);
		}
	}

	/**
	 * Check the length of a schema before it is read, because the reader allocates memory
	 * of this length. The length comes first, after a marker that older clients omit.
	 */
	private static void checkLength(ByteString bytes) {
		ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
		int length = (buffer.remaining() >= 8) ? buffer.getInt() : -1;
		if (length == MessageSerializer.IPC_CONTINUATION_TOKEN && buffer.remaining() >= 4) {
			length = buffer.getInt();
		}
		if (length < 0 || length > buffer.remaining()) {
			throw invalid("The info's schema is cut short", null);
		}
	}

	private static FlightRuntimeException invalid(String description, @Nullable Exception cause) {
		return CallStatus.INVALID_ARGUMENT.withDescription(description).withCause(cause).toRuntimeException();
	}

}
