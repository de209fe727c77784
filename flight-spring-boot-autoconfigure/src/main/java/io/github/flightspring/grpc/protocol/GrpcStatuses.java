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

package io.github.flightspring.grpc.protocol;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Conversion between Flight statuses and gRPC statuses.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#error-handling">Arrow
 * Flight, Error Handling</a>
 */
public final class GrpcStatuses {

	private GrpcStatuses() {
	}

	/**
	 * Convert a Flight status without its cause. An interceptor of the server treats the
	 * cause of an UNKNOWN status as an unhandled failure.
	 * @param status the Flight status
	 * @return an exception with the gRPC status, and with the metadata as trailers
	 */
	public static StatusRuntimeException toGrpc(CallStatus status) {
		Status grpc = Status.fromCode(code(status)).withDescription(status.description());
		return grpc.asRuntimeException(trailers(status.metadata()));
	}

	private static Status.Code code(CallStatus status) {
		return switch (status.code()) {
			case OK -> Status.Code.OK;
			case UNKNOWN -> Status.Code.UNKNOWN;
			case INTERNAL -> Status.Code.INTERNAL;
			case INVALID_ARGUMENT -> Status.Code.INVALID_ARGUMENT;
			case TIMED_OUT -> Status.Code.DEADLINE_EXCEEDED;
			case NOT_FOUND -> Status.Code.NOT_FOUND;
			case ALREADY_EXISTS -> Status.Code.ALREADY_EXISTS;
			case CANCELLED -> Status.Code.CANCELLED;
			case UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
			case UNAUTHORIZED -> Status.Code.PERMISSION_DENIED;
			case UNIMPLEMENTED -> Status.Code.UNIMPLEMENTED;
			case UNAVAILABLE -> Status.Code.UNAVAILABLE;
			case RESOURCE_EXHAUSTED -> Status.Code.RESOURCE_EXHAUSTED;
		};
	}

	/**
	 * Convert a gRPC status.
	 * @param status the gRPC status
	 * @return the code of the Flight status
	 */
	public static FlightStatusCode fromGrpc(Status status) {
		return switch (status.getCode()) {
			case OK -> FlightStatusCode.OK;
			case CANCELLED -> FlightStatusCode.CANCELLED;
			case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> FlightStatusCode.INVALID_ARGUMENT;
			case DEADLINE_EXCEEDED -> FlightStatusCode.TIMED_OUT;
			case NOT_FOUND -> FlightStatusCode.NOT_FOUND;
			case ALREADY_EXISTS -> FlightStatusCode.ALREADY_EXISTS;
			case PERMISSION_DENIED -> FlightStatusCode.UNAUTHORIZED;
			case RESOURCE_EXHAUSTED -> FlightStatusCode.RESOURCE_EXHAUSTED;
			case UNIMPLEMENTED -> FlightStatusCode.UNIMPLEMENTED;
			case INTERNAL, ABORTED, DATA_LOSS -> FlightStatusCode.INTERNAL;
			case UNAVAILABLE -> FlightStatusCode.UNAVAILABLE;
			case UNAUTHENTICATED -> FlightStatusCode.UNAUTHENTICATED;
			case UNKNOWN -> FlightStatusCode.UNKNOWN;
		};
	}

	private static Metadata trailers(@Nullable ErrorFlightMetadata metadata) {
		Metadata trailers = new Metadata();
		if (metadata != null) {
			for (String key : metadata.keys()) {
				if (key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
					metadata.getAllByte(key)
						.forEach((value) -> trailers.put(Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER), value));
				}
				else {
					metadata.getAll(key)
						.forEach(
								(value) -> trailers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value));
				}
			}
		}
		return trailers;
	}

}
