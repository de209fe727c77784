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

import io.github.flightspring.admission.ServerLoad;
import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.handler.thread.FlightThreads;
import io.grpc.protobuf.services.HealthStatusManager;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.GrpcServerFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the Flight service in gRPC's
 * health service.
 */
@AutoConfiguration(after = { FlightAdmissionAutoConfiguration.class, FlightGrpcServerAutoConfiguration.class,
		GrpcServerHealthAutoConfiguration.class })
@ConditionalOnClass({ FlightServiceGrpc.class, GrpcServerFactory.class, HealthStatusManager.class })
@ConditionalOnBean({ HealthStatusManager.class, ServerLoad.class })
public final class FlightGrpcHealthAutoConfiguration {

	@Bean
	FlightGrpcHealth flightGrpcHealth(HealthStatusManager manager, ServerLoad load, FlightThreads threads) {
		return new FlightGrpcHealth(manager, load, threads.timer());
	}

	@Bean
	@GlobalServerInterceptor
	HealthWatchers flightHealthWatchers() {
		return new HealthWatchers();
	}

}
