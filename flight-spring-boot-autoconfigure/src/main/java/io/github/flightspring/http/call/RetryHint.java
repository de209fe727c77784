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

package io.github.flightspring.http.call;

import java.time.Duration;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The time after which a client may retry, from the details of a gRPC status.
 *
 * @see <a href=
 * "https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">
 * google.rpc.RetryInfo</a>
 */
final class RetryHint {

	private static final String DETAILS = "grpc-status-details-bin";

	private RetryHint() {
	}

	/**
	 * The hint of a status.
	 * @return the time to wait, or {@code null} if the status has no hint
	 */
	static @Nullable Duration of(CallStatus status) {
		ErrorFlightMetadata metadata = status.metadata();
		byte[] details = (metadata != null && metadata.containsKey(DETAILS)) ? metadata.getByte(DETAILS) : null;
		if (details == null) {
			return null;
		}
		try {
			for (Any detail : Status.parseFrom(details).getDetailsList()) {
				if (detail.is(RetryInfo.class)) {
					com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
					return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
				}
			}
		}
		catch (InvalidProtocolBufferException ex) {
			// the application's own details
		}
		return null;
	}

	/**
	 * The value of the header, in whole seconds.
	 */
	static String seconds(@Nullable Duration hint) {
		return Long.toString((hint != null) ? Math.max(1, hint.plusMillis(999).toSeconds()) : 1);
	}

}
