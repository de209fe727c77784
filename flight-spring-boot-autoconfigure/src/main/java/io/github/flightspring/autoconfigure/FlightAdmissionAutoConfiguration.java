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

import io.github.flightspring.admission.CallAdmission;
import io.github.flightspring.admission.FlightDrain;
import io.github.flightspring.admission.ServerLoad;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.handler.call.CallLimits;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.QueryOverview;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the admission of calls, and of
 * its end.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class)
@ConditionalOnClass(FlightServiceGrpc.class)
@EnableConfigurationProperties(FlightAdmissionProperties.class)
public final class FlightAdmissionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(FlightAdmission.class)
	CallAdmission flightAdmission(FlightAdmissionProperties properties, FlightServerProperties server,
			BufferAllocator allocator, FlightThreads threads) {
		return new CallAdmission(properties.limits(server.maxConcurrentCalls()), allocator, threads.timer(),
				System::nanoTime);
	}

	@Bean
	CallServices flightCallServices(BufferAllocator allocator, FlightThreads threads, RunningCalls running,
			FlightAdmission admission, FlightServerProperties server) {
		return new CallServices(allocator, threads, running, admission, new CallLimits(server.callTimeout(),
				server.slowConsumerTimeout(), server.slowProducerTimeout(), server.callMemoryLimit().toBytes()));
	}

	@Bean
	FlightDrain flightDrain(RunningCalls calls, FlightAdmission admission) {
		return new FlightDrain(calls, admission);
	}

	@Bean
	ServerLoad flightServerLoad(BufferAllocator allocator, ObjectProvider<CallAdmission> admission, FlightDrain drain,
			QueryOverview queries) {
		return new ServerLoad(allocator, admission.getIfAvailable(), drain, queries);
	}

	@Bean
	LimitedFlights flightLimitedFlights(FlightAdmissionProperties properties, FlightHandlerMapping mapping,
			FlightDispatcher dispatcher) {
		return new LimitedFlights(properties.flights().keySet(), mapping, dispatcher);
	}

}
