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

package io.github.flightspring.autoconfigure.grpc;

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.grpc.GrpcCallSecurity;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * The security of the calls of a {@link FlightProducer}.
 *
 * @param calls the security of all gRPC calls
 * @param rules the interceptor that then applies the rules and gives the producer the
 * caller's identity
 */
public record ProducerSecurity(GrpcCallSecurity calls, ServerInterceptor rules) {

	/**
	 * Secure the service of a producer. Handshakes are served as for annotated handlers.
	 */
	ServerServiceDefinition secure(ServerServiceDefinition service) {
		ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(service.getServiceDescriptor());
		service.getMethods().forEach((method) -> {
			if (!method.getMethodDescriptor().equals(FlightServiceGrpc.getHandshakeMethod())) {
				builder.addMethod(method);
			}
		});
		builder.addMethod(FlightServiceGrpc.getHandshakeMethod(), this.calls.handshake());
		List<ServerInterceptor> interceptors = new ArrayList<>(this.calls.interceptors());
		interceptors.add(this.rules);
		return ServerInterceptors.interceptForward(builder.build(), interceptors);
	}

}
