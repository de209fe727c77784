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

package io.github.flightspring.autoconfigure.observation;

import java.util.List;

import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.ReplacedInterceptors;
import io.github.flightspring.observation.FlightServerObservationConvention;
import io.github.flightspring.observation.meter.FlightObservations;
import io.grpc.ServerInterceptor;
import io.micrometer.observation.ObservationRegistry;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GrpcServerFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an observation for each call.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ FlightServiceGrpc.class, ObservationRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
public final class FlightObservationAutoConfiguration {

	@Bean
	@Order(0)
	FlightObservations flightObservations(ObservationRegistry registry,
			ObjectProvider<FlightServerObservationConvention> convention) {
		return new FlightObservations(registry, convention.getIfAvailable());
	}

	/**
	 * Keeps Boot's own observation of gRPC calls away from Flight. It has an event for
	 * each message: a stream of a million batches would have a million events in one
	 * span.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ GrpcServerFactory.class, ServerInterceptor.class })
	static class GrpcConfiguration {

		@Bean
		ReplacedInterceptors flightReplacedObservationInterceptor() {
			return new ReplacedInterceptors(List.of("grpcServerObservationInterceptor"));
		}

	}

}
