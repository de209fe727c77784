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

import java.util.concurrent.Executor;

import io.github.flightspring.handler.thread.FlightThreads;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;

/**
 * The threads of the gRPC server. A few threads run the callbacks of Flight, which do not
 * block. Other threads run the methods of the application's own services.
 *
 * @param threads the threads
 */
record CallbackThreads(FlightThreads threads) implements GrpcServerExecutorProvider, ServerCallExecutorSupplier {

	@Override
	public Executor getExecutor() {
		return this.threads.callbacks();
	}

	@Override
	public <I, O> @Nullable Executor getExecutor(ServerCall<I, O> call, Metadata headers) {
		return FlightServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName()) ? null
				: this.threads.otherServices();
	}

}
