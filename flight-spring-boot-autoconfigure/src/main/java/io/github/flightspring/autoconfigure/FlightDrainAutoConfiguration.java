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

import io.github.flightspring.admission.FlightDrain;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the end of calls at shutdown.
 */
@AutoConfiguration(after = FlightAdmissionAutoConfiguration.class)
@ConditionalOnClass(FlightServiceGrpc.class)
public final class FlightDrainAutoConfiguration {

	@Bean
	DrainingShutdown flightDrainingShutdown(ApplicationContext context, FlightDrain drain,
			FlightServerProperties properties, Environment environment, ObjectProvider<ShutdownListener> listeners) {
		return new DrainingShutdown(context, drain, properties.drainTimeout(), environment,
				listeners.orderedStream().toList());
	}

}
