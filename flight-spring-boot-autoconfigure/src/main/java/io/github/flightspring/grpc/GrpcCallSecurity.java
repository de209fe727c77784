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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.github.flightspring.handler.FlightCaller;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.impl.Flight;

/**
 * What stands in front of every call over gRPC.
 *
 * @param interceptors see each call first, before anything of it is read; the first one
 * first
 * @param caller who makes the call that starts in the current gRPC context
 * @param handshake answers handshakes
 */
public record GrpcCallSecurity(List<ServerInterceptor> interceptors, Supplier<FlightCaller> caller,
		ServerCallHandler<Flight.HandshakeRequest, Flight.HandshakeResponse> handshake) {

	public GrpcCallSecurity {
		interceptors = List.copyOf(interceptors);
	}

	/**
	 * Let every call pass, as an anonymous one, and accept every handshake.
	 * @param timer ends handshakes
	 * @param timeout the longest that a handshake may take, zero for no limit
	 * @return no security
	 */
	public static GrpcCallSecurity none(ScheduledExecutorService timer, Duration timeout) {
		return new GrpcCallSecurity(List.of(), FlightCaller::anonymous, new HandshakeHandler(timer, timeout));
	}

}
