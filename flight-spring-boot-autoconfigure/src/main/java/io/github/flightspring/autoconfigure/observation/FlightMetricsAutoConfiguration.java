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

import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.observation.meter.CallMeters;
import io.github.flightspring.observation.meter.FlightMeters;
import io.github.flightspring.query.engine.QueryOverview;
import io.github.flightspring.session.store.FlightSessions;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of meters.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass({ FlightServiceGrpc.class, MeterRegistry.class })
@ConditionalOnBean({ MeterRegistry.class, FlightThreads.class })
public final class FlightMetricsAutoConfiguration {

	@Bean
	CallMeters flightCallMeters(MeterRegistry registry) {
		return new CallMeters(registry);
	}

	@Bean
	FlightMeters flightMeters(ListableBeanFactory beanFactory, FlightThreads threads, FlightSessions sessions,
			QueryOverview queries) {
		return new FlightMeters(beanFactory.getBeansOfType(BufferAllocator.class), threads, sessions, queries);
	}

}
