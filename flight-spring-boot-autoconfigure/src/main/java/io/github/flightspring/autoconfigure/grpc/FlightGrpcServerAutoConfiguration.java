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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightServerProperties;
import io.github.flightspring.autoconfigure.ServedTransport;
import io.github.flightspring.grpc.FlightServiceBinding;
import io.github.flightspring.grpc.GrpcCallSecurity;
import io.github.flightspring.grpc.GrpcCallServices;
import io.github.flightspring.grpc.GrpcExceptions;
import io.github.flightspring.grpc.GrpcFlightOptions;
import io.github.flightspring.grpc.GrpcStreams;
import io.github.flightspring.grpc.InboundMemory;
import io.github.flightspring.grpc.OpenCallLimit;
import io.github.flightspring.grpc.OutboundMemory;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataOptions;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerFactoryCustomizer;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the Flight service on Boot's gRPC
 * server. It comes before the auto-configurations of that server that look for services.
 */
@AutoConfiguration(after = { FlightAutoConfiguration.class, FlightAdmissionAutoConfiguration.class },
		before = { GrpcServerAutoConfiguration.class, GrpcServerServicesAutoConfiguration.class,
				GrpcServerHealthAutoConfiguration.class })
@ConditionalOnClass({ GrpcServerFactory.class, BindableService.class })
@ConditionalOnBooleanProperty(name = "spring.grpc.server.enabled", matchIfMissing = true)
public final class FlightGrpcServerAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	<T extends ServerBuilder<T>> ServerBuilderCustomizer<T> flightInboundSizes(Environment environment,
			FlightServerProperties properties) {
		return new InboundSizes<>(environment, properties.maxMessageSize(), properties.callMemoryLimit());
	}

	// before any other interceptor, so that a refused call costs little
	@Bean
	@GlobalServerInterceptor
	@Order(Ordered.HIGHEST_PRECEDENCE)
	OpenCallLimit flightOpenCallLimit(FlightServerProperties properties) {
		return new OpenCallLimit(properties.maxOpenCalls(), properties.maxConcurrentCallsPerConnection());
	}

	@Bean
	<T extends ServerBuilder<T>> ServerBuilderCustomizer<T> flightStreams(RunningCalls running,
			BufferAllocator allocator, OpenCallLimit limit) {
		GrpcStreams streams = new GrpcStreams(running, new InboundMemory(allocator), limit);
		return (builder) -> builder.addStreamTracerFactory(streams).addTransportFilter(limit.connections());
	}

	// first, so that a filter of the application replaces this one
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	GrpcServerFactoryCustomizer flightInterceptorFilter(ListableBeanFactory beanFactory) {
		return new BootInterceptorFilter(beanFactory);
	}

	// the bean is looked up when all beans are defined: a condition would have to run
	// after Spring Security's auto-configurations, and those come after this one
	@Bean
	PlaintextWarning flightOpenWarning(Environment environment, ObjectProvider<GrpcCallSecurity> security) {
		return new PlaintextWarning(environment,
				"Flight is open to everyone who reaches the server: there is no Spring Security over it, and it "
						+ "listens beyond this host. Add 'spring-boot-starter-security', or set "
						+ "'spring.grpc.server.address' to a loopback address",
				true, () -> security.stream().findAny().isEmpty());
	}

	/**
	 * The Flight service of annotated handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(FlightProducer.class)
	static class HandlersConfiguration {

		// bytes queued for one client: a large part of a batch of the default size,
		// or several small batches
		private static final int READY_THRESHOLD = 1 << 20;

		@Bean
		GrpcExceptions flightGrpcExceptions(FlightExceptionTranslator translator,
				ObjectProvider<GrpcExceptionHandler> handlers) {
			return new GrpcExceptions(translator, handlers.orderedStream().toList());
		}

		@Bean
		@ConditionalOnMissingBean
		GrpcServerExecutorProvider flightGrpcServerExecutorProvider(FlightThreads threads) {
			return new CallbackThreads(threads);
		}

		@Bean
		<T extends ServerBuilder<T>> ServerBuilderCustomizer<T> flightOtherServices(
				ObjectProvider<GrpcServerExecutorProvider> provider) {
			return (builder) -> {
				if (provider.getIfUnique() instanceof CallbackThreads own) {
					builder.callExecutor(own);
				}
			};
		}

		@Bean
		GrpcCallServices flightGrpcCallServices(ObjectProvider<GrpcCallSecurity> security, FlightThreads threads,
				FlightServerProperties properties, ObjectProvider<OutboundMemory> outbound) {
			return new GrpcCallServices(
					security
						.getIfAvailable(() -> GrpcCallSecurity.none(threads.timer(), properties.slowProducerTimeout())),
					outbound.getIfAvailable(OutboundMemory::unlimited));
		}

		@Bean
		FlightServiceBinding flightService(FlightDispatcher dispatcher, CallServices services,
				GrpcExceptions exceptions, FlightServerProperties properties, GrpcCallServices callServices,
				ConfigurableListableBeanFactory beanFactory) {
			ShadedNetty.check(beanFactory.getBeanClassLoader());
			return new FlightServiceBinding(dispatcher, services, exceptions, options(properties),
					interceptors(beanFactory), callServices);
		}

		@Bean
		@Order(0)
		ServedTransport flightGrpcTransport(ObjectProvider<GrpcServerLifecycle> servers) {
			return new ServedTransport(() -> {
				String ports = servers.stream()
					.map(GrpcServerLifecycle::getPort)
					.filter((port) -> port > 0)
					.map(String::valueOf)
					.collect(Collectors.joining(", "));
				return ports.isEmpty() ? "gRPC" : "gRPC on port " + ports;
			});
		}

		private static List<ServerInterceptor> interceptors(ListableBeanFactory beanFactory) {
			Map<String, FlightServerMiddleware.Factory<?>> middleware = MiddlewareBeans.find(beanFactory);
			return middleware.isEmpty() ? List.of() : List.of(MiddlewareBeans.interceptor(middleware));
		}

		private static GrpcFlightOptions options(FlightServerProperties properties) {
			FlightDataOptions.Compression compression = switch (properties.compression()) {
				case NONE -> FlightDataOptions.Compression.NONE;
				case ZSTD -> FlightDataOptions.Compression.ZSTD;
			};
			return new GrpcFlightOptions(properties.maxRequestSize().toBytes(), READY_THRESHOLD,
					new FlightDataOptions(properties.maxBatchSize().toBytes(), compression),
					FlightDataLimits.defaults());
		}

	}

}
