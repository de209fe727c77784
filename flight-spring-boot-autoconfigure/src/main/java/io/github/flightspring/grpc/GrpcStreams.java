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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.grpc.protocol.GrpcMethods;
import io.github.flightspring.handler.running.RunningCalls;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import org.apache.arrow.flight.grpc.MetadataAdapter;

/**
 * The tracer factory of this starter. It creates the {@link GrpcStream} of each stream of
 * the gRPC server.
 */
public final class GrpcStreams extends ServerStreamTracer.Factory {

	private final RunningCalls calls;

	private final InboundMemory inbound;

	private final OpenCallLimit open;

	/**
	 * Create the factory.
	 * @param calls the running calls
	 * @param inbound the memory for incoming messages
	 * @param open the limit of open calls
	 */
	public GrpcStreams(RunningCalls calls, InboundMemory inbound, OpenCallLimit open) {
		this.calls = calls;
		this.inbound = inbound;
		this.open = open;
	}

	@Override
	public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
		FlightRpc rpc = GrpcMethods.rpc(fullMethodName);
		if (rpc == null) {
			return new GrpcStream(this.open.call(), null, null);
		}
		return new GrpcStream(this.open.call(),
				this.calls.begin(rpc, GrpcFlightCall.TRANSPORT, new MetadataAdapter(headers)), this.inbound.open());
	}

}
