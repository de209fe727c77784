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

package io.github.flightspring.grpc;

import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Conversion between Flight's protobuf messages and Arrow's classes.
 */
final class FlightMessages {

	private FlightMessages() {
	}

	static FlightDescriptor descriptor(Flight.FlightDescriptor descriptor) {
		return switch (descriptor.getType()) {
			case PATH -> FlightDescriptor.path(descriptor.getPathList().toArray(String[]::new));
			case CMD -> FlightDescriptor.command(descriptor.getCmd().toByteArray());
			case UNKNOWN, UNRECOGNIZED ->
				throw CallStatus.INVALID_ARGUMENT.withDescription("The descriptor is neither a PATH nor a CMD")
					.toRuntimeException();
		};
	}

	static Flight.FlightInfo info(FlightInfo info) {
		try {
			return Flight.FlightInfo.parseFrom(info.serialize());
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Flight.PollInfo poll(PollInfo info) {
		try {
			return Flight.PollInfo.parseFrom(info.serialize());
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Flight.SchemaResult schema(Schema schema) {
		return Flight.SchemaResult.newBuilder()
			.setSchema(info(FlightInfo.builder(schema, FlightDescriptor.path("schema"), List.of()).build()).getSchema())
			.build();
	}

	static Flight.SchemaResult schema(SchemaResult result) {
		return schema(result.getSchema());
	}

	static Flight.ActionType actionType(ActionType type) {
		return Flight.ActionType.newBuilder().setType(type.getType()).setDescription(type.getDescription()).build();
	}

	static Flight.Result result(byte[] body) {
		return Flight.Result.newBuilder().setBody(ByteString.copyFrom(body)).build();
	}

	static Flight.PutResult putResult(byte[] appMetadata) {
		return Flight.PutResult.newBuilder().setAppMetadata(ByteString.copyFrom(appMetadata)).build();
	}

}
