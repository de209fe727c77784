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

package io.github.flightspring.autoconfigure.actuator;

import io.github.flightspring.admission.ServerLoad;
import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the health indicator
 * {@code flight}.
 */
@AutoConfiguration(after = FlightAdmissionAutoConfiguration.class)
@ConditionalOnClass({ FlightServiceGrpc.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ServerLoad.class)
@ConditionalOnEnabledHealthIndicator("flight")
public final class FlightHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "flightHealthIndicator")
	HealthIndicator flightHealthIndicator(ServerLoad load) {
		return new FlightHealthIndicator(load);
	}

}
