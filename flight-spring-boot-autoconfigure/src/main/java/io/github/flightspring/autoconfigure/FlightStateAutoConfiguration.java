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

package io.github.flightspring.autoconfigure;

import java.time.Clock;

import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the store of state: in memory,
 * where the application has no other.
 */
@AutoConfiguration(before = FlightAutoConfiguration.class)
@ConditionalOnClass(FlightServiceGrpc.class)
@EnableConfigurationProperties(FlightStateProperties.class)
public final class FlightStateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FlightStateStore flightStateStore(FlightStateProperties properties) {
		return new InMemoryFlightStateStore(properties.maxEntries(), Clock.systemUTC());
	}

}
