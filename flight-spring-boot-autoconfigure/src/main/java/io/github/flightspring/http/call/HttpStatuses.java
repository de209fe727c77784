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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.error.HttpCodes;
import io.github.flightspring.handler.routing.Unserved;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;

/**
 * Conversion of Flight statuses to HTTP statuses. An upload that is too large or too slow
 * is a client error. An unknown command is an address without a resource.
 */
final class HttpStatuses {

	private static final int CLIENT_CLOSED_REQUEST = 499;

	private static final int NOT_FOUND = 404;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVICE_UNAVAILABLE = 503;

	private HttpStatuses() {
	}

	static HttpProblem problem(CallStatus status, FlightRpc rpc) {
		HttpProblem declared = WebProblem.of(status);
		if (declared != null) {
			return declared;
		}
		String detail = (status.description() != null) ? status.description() : status.code().name();
		Duration hint = RetryHint.of(status);
		// an upload with a retry hint is not too large, only too early
		int code = (hint != null && status.code() == FlightStatusCode.RESOURCE_EXHAUSTED) ? TOO_MANY_REQUESTS
				: Unserved.isType(status.cause()) ? NOT_FOUND : code(status, rpc);
		HttpProblem problem = new HttpProblem(code, detail).with("code", status.code().name());
		if (hint != null || code == SERVICE_UNAVAILABLE || code == TOO_MANY_REQUESTS) {
			problem.header("Retry-After", RetryHint.seconds(hint));
		}
		return problem;
	}

	/**
	 * The Flight code of an HTTP problem.
	 */
	static FlightStatusCode code(HttpProblem problem) {
		return HttpCodes.code(problem.status());
	}

	private static int code(CallStatus status, FlightRpc rpc) {
		boolean upload = rpc == FlightRpc.DO_PUT;
		return switch (status.code()) {
			case INVALID_ARGUMENT -> 400;
			case UNAUTHENTICATED -> 401;
			case UNAUTHORIZED -> 403;
			case NOT_FOUND -> NOT_FOUND;
			case ALREADY_EXISTS -> 409;
			case RESOURCE_EXHAUSTED -> upload ? 413 : TOO_MANY_REQUESTS;
			case CANCELLED -> CLIENT_CLOSED_REQUEST;
			case UNIMPLEMENTED -> 501;
			case UNAVAILABLE -> SERVICE_UNAVAILABLE;
			case TIMED_OUT -> upload ? 408 : 504;
			default -> 500;
		};
	}

}
