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

package io.github.flightspring.handler.error;

import java.time.Duration;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.grpc.StatusUtils;

/**
 * The time after which a client may repeat a failed call, in the details of the status.
 *
 * @see <a href=
 * "https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">
 * google.rpc.RetryInfo</a>
 */
public final class RetryDetails {

	private static final String DETAILS = "grpc-status-details-bin";

	private RetryDetails() {
	}

	/**
	 * Add the time to a status.
	 * @param status the status
	 * @param retryAfter the time after which the client may repeat the call
	 * @return the status with the time
	 */
	public static CallStatus add(CallStatus status, Duration retryAfter) {
		RetryInfo info = RetryInfo.newBuilder()
			.setRetryDelay(com.google.protobuf.Duration.newBuilder()
				.setSeconds(retryAfter.getSeconds())
				.setNanos(retryAfter.getNano()))
			.build();
		String description = status.description();
		Status details = Status.newBuilder()
			.setCode(StatusUtils.toGrpcStatus(status).getCode().value())
			.setMessage((description != null) ? description : "")
			.addDetails(Any.pack(info))
			.build();
		ErrorFlightMetadata metadata = new ErrorFlightMetadata();
		metadata.insert(DETAILS, details.toByteArray());
		return status.withMetadata(metadata);
	}

}
