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

package io.github.flightspring.security.grpc;

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;

/**
 * Closes calls that are refused before the Flight binding, which maps all statuses.
 */
final class GrpcRefusals {

	private GrpcRefusals() {
	}

	static <I> ServerCall.Listener<I> refuse(ServerCall<I, ?> call, CallStatus status) {
		StatusRuntimeException refusal = GrpcStatuses.toGrpc(status);
		Metadata trailers = refusal.getTrailers();
		call.close(refusal.getStatus(), (trailers != null) ? trailers : new Metadata());
		return new ServerCall.Listener<>() {
		};
	}

	static Status status(CallStatus status) {
		return GrpcStatuses.toGrpc(status).getStatus();
	}

}
