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
 * The security of every gRPC call.
 *
 * @param interceptors the interceptors that see each call before its messages are read,
 * the first one first
 * @param caller the supplier of the caller, called in the gRPC context of the call
 * @param handshake the handler of handshakes
 */
public record GrpcCallSecurity(List<ServerInterceptor> interceptors, Supplier<FlightCaller> caller,
		ServerCallHandler<Flight.HandshakeRequest, Flight.HandshakeResponse> handshake) {

	public GrpcCallSecurity {
		interceptors = List.copyOf(interceptors);
	}

	/**
	 * Create a security that allows every call as an anonymous one and accepts every
	 * handshake.
	 * @param timer the timer that ends handshakes
	 * @param timeout the longest duration of a handshake, zero for no limit
	 * @return the security
	 */
	public static GrpcCallSecurity none(ScheduledExecutorService timer, Duration timeout) {
		return new GrpcCallSecurity(List.of(), FlightCaller::anonymous, new HandshakeHandler(timer, timeout));
	}

}
