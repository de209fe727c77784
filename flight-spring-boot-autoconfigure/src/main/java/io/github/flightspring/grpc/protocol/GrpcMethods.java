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

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.annotation.FlightRpc;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC methods of the Flight service.
 */
public final class GrpcMethods {

	private static final Map<String, FlightRpc> RPCS = Arrays.stream(FlightRpc.values())
		.collect(Collectors.toMap((rpc) -> FlightServiceGrpc.SERVICE_NAME + "/" + rpc.methodName(),
				Function.identity()));

	private GrpcMethods() {
	}

	/**
	 * Return the RPC of a gRPC method.
	 * @param fullMethodName the name of the service and of the method, with a slash
	 * between
	 * @return the RPC, or {@code null} if the method is none of the Flight service
	 */
	public static @Nullable FlightRpc rpc(String fullMethodName) {
		return RPCS.get(fullMethodName);
	}

}
