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

import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerFactoryCustomizer;
import org.springframework.grpc.server.DefaultGrpcServerFactory;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.service.ServerInterceptorFilter;

/**
 * The filter that keeps the interceptors of Boot named by {@link ReplacedInterceptors}
 * away from the Flight service. An interceptor that the application configures itself
 * stays.
 *
 * @param beanFactory the bean factory with Boot's interceptors
 */
record BootInterceptorFilter(
		ListableBeanFactory beanFactory) implements GrpcServerFactoryCustomizer, ServerInterceptorFilter {

	@Override
	public void customize(GrpcServerFactory serverFactory) {
		if (serverFactory instanceof DefaultGrpcServerFactory<?> factory) {
			factory.setInterceptorFilter(this);
		}
	}

	@Override
	public boolean filter(ServerInterceptor interceptor, ServerServiceDefinition service) {
		return !FlightServiceGrpc.SERVICE_NAME.equals(service.getServiceDescriptor().getName())
				|| this.beanFactory.getBeanProvider(ReplacedInterceptors.class)
					.stream()
					.flatMap((replaced) -> replaced.beanNames().stream())
					.filter(this.beanFactory::containsBean)
					.noneMatch((name) -> this.beanFactory.getBean(name) == interceptor);
	}

}
