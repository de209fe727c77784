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
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.ServerHeaderMiddleware;
import org.apache.arrow.flight.auth.ServerAuthHandler;
import org.apache.arrow.flight.auth.ServerAuthInterceptor;
import org.apache.arrow.flight.grpc.ServerBackpressureThresholdInterceptor;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an application's own
 * {@link FlightProducer}. It is served instead of annotated handlers, in the same way as
 * by Arrow's {@code FlightServer}, including everything that server adds to a producer.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class,
		before = { GrpcServerAutoConfiguration.class, GrpcServerServicesAutoConfiguration.class,
				GrpcServerHealthAutoConfiguration.class })
@ConditionalOnClass({ GrpcServerFactory.class, BindableService.class })
@ConditionalOnBooleanProperty(name = "spring.grpc.server.enabled", matchIfMissing = true)
@ConditionalOnBean(FlightProducer.class)
public final class FlightProducerAutoConfiguration {

	private static final int BACKPRESSURE_THRESHOLD = 10 * 1024 * 1024;

	// the authentication of a legacy producer is still served
	@SuppressWarnings("deprecation")
	@Bean
	BindableService flightProducerService(FlightProducer producer, BufferAllocator allocator,
			ObjectProvider<ServerAuthHandler> authHandler, ProducerExecutor executor, ListableBeanFactory beanFactory,
			ObjectProvider<ProducerSecurity> security, ResourceLoader resources) {
		ShadedNetty.check(resources.getClassLoader());
		NioAccess.check();
		ServerAuthHandler auth = authHandler.getIfAvailable(() -> ServerAuthHandler.NO_OP);
		BindableService service = FlightGrpcUtils.createFlightService(allocator, producer, auth, executor.service());
		// a producer with its own authentication handler has its own security
		ProducerSecurity secured = (auth != ServerAuthHandler.NO_OP) ? null : security.getIfAvailable();
		List<ServerInterceptor> interceptors = new ArrayList<>();
		interceptors.add(new ServerBackpressureThresholdInterceptor(BACKPRESSURE_THRESHOLD));
		if (secured == null) {
			interceptors.add(new ServerAuthInterceptor(auth));
		}
		interceptors.add(middleware(beanFactory));
		return () -> {
			ServerServiceDefinition bound = ServerInterceptors.intercept(service.bindService(), interceptors);
			return (secured != null) ? secured.secure(bound) : bound;
		};
	}

	private static ServerInterceptor middleware(ListableBeanFactory beanFactory) {
		Map<String, FlightServerMiddleware.Factory<?>> beans = MiddlewareBeans.find(beanFactory);
		List<ServerInterceptorAdapter.KeyFactory<?>> factories = new ArrayList<>();
		factories.add(new ServerInterceptorAdapter.KeyFactory<>(FlightConstants.HEADER_KEY,
				new ServerHeaderMiddleware.Factory()));
		factories.addAll(MiddlewareBeans.keyed(beans));
		return new ServerInterceptorAdapter(factories);
	}

	@Bean
	ProducerExecutor flightProducerExecutor() {
		return ProducerExecutor.create();
	}

	/**
	 * The threads of a producer. It has its own type so that it does not replace the
	 * application's executor.
	 *
	 * @param service the executor
	 */
	record ProducerExecutor(ExecutorService service) implements AutoCloseable {

		static ProducerExecutor create() {
			return new ProducerExecutor(Executors.newCachedThreadPool(new CustomizableThreadFactory("flight-")));
		}

		@Override
		public void close() {
			this.service.shutdownNow();
		}

	}

}
