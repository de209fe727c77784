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

import io.github.flightspring.autoconfigure.FlightServerProperties;
import io.github.flightspring.grpc.OutboundMemory;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Boot's Netty transport for
 * streams of large messages. The application's own {@link ServerBuilderCustomizer} runs
 * later and takes precedence.
 */
@AutoConfiguration(before = GrpcServerAutoConfiguration.class)
@EnableConfigurationProperties(FlightServerProperties.class)
@ConditionalOnClass({ GrpcServerFactory.class, NettyServerBuilder.class, ChannelOption.class })
public final class FlightNettyAutoConfiguration {

	/**
	 * The name of the bean that tunes the transport. A bean of the application with this
	 * name replaces it.
	 */
	static final String CUSTOMIZER = "flightNettyCustomizer";

	/**
	 * The fraction of the transport's memory that may be in use when a message for a
	 * client is added. That memory has the same limit as the heap. Half of it is for
	 * messages from clients, and some is lost between buffers.
	 */
	private static final double OUTBOUND = 0.375;

	@Bean
	OutboundMemory flightOutboundMemory() {
		return new OutboundMemory(NettyTransport::usedMemory, (long) (OUTBOUND * Runtime.getRuntime().maxMemory()));
	}

	@Bean
	TransportLog flightTransportLog() {
		return new TransportLog(System::nanoTime);
	}

	@Bean(CUSTOMIZER)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean(name = CUSTOMIZER)
	ServerBuilderCustomizer<NettyServerBuilder> flightNettyCustomizer(FlightServerProperties properties) {
		return new NettyTransport(properties.maxConcurrentCallsPerConnection(), properties.maxResetsPerSecond());
	}

}
