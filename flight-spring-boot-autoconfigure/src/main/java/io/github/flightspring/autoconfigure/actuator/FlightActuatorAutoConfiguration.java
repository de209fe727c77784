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

import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.query.engine.QueryOverview;
import io.github.flightspring.session.store.FlightSessions;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the actuator's endpoint.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class)
@ConditionalOnClass({ FlightServiceGrpc.class, WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(RunningCalls.class)
public final class FlightActuatorAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint(FlightActuatorEndpoint.class)
	FlightActuatorEndpoint flightActuatorEndpoint(FlightHandlerMapping mapping, RunningCalls calls,
			FlightSessions sessions, QueryOverview queries) {
		return new FlightActuatorEndpoint(mapping, calls, sessions, queries);
	}

	@Bean
	@ConditionalOnEnabledInfoContributor("flight")
	FlightInfoContributor flightInfoContributor() {
		return new FlightInfoContributor();
	}

}
