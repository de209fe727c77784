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

import io.grpc.netty.NettyServerBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.ServerBuilderCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlightNettyAutoConfiguration}.
 */
class FlightNettyAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightNettyAutoConfiguration.class));

	@Test
	void whenNettyIsThereThenTuned() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(NettyTransport.class));
	}

	@Test
	void whenApplicationCustomizesThenItComesLater() {
		this.runner.withUserConfiguration(FurtherCustomizer.class)
			.run((context) -> assertThat(
					context.getBeanProvider(ServerBuilderCustomizer.class).orderedStream().findFirst())
				.get()
				.isInstanceOf(NettyTransport.class));
	}

	@Test
	void whenTheApplicationHasACustomizerOfTheNameThenItReplacesOurs() {
		this.runner.withUserConfiguration(OwnCustomizer.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ServerBuilderCustomizer.class)
				.doesNotHaveBean(NettyTransport.class));
	}

	@Test
	void whenNettyIsMissingThenNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(NettyServerBuilder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FlightNettyAutoConfiguration.CUSTOMIZER));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean(FlightNettyAutoConfiguration.CUSTOMIZER)
		ServerBuilderCustomizer<NettyServerBuilder> own() {
			return (builder) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FurtherCustomizer {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 1)
		ServerBuilderCustomizer<NettyServerBuilder> further() {
			return (builder) -> {
			};
		}

	}

}
