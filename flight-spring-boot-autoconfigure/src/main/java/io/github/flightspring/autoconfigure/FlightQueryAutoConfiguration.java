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

import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.query.QueryEngine;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.Queries;
import io.github.flightspring.query.engine.QueryOverview;
import io.github.flightspring.query.engine.SpoolDirectory;
import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of long-running queries. The spool
 * is opened only if a handler is a query.
 */
@AutoConfiguration(after = FlightAutoConfiguration.class)
@ConditionalOnClass(FlightServiceGrpc.class)
@EnableConfigurationProperties(FlightQueryProperties.class)
public final class FlightQueryAutoConfiguration {

	@Bean
	@Lazy
	Queries flightQueries(FlightQueryProperties properties, FlightServerProperties server,
			FlightTicketProperties tickets, FlightThreads threads, FlightStateStore store,
			@Qualifier("flightClock") Clock clock) {
		return new Queries(SpoolDirectory.open(properties.spool().options(server.maxBatchSize())),
				properties.limits(tickets.maxLifetime()), threads.executor(), threads.timer(), clock, store);
	}

	@Bean
	QueryOverview flightQueryOverview(FlightHandlerMapping mapping, ObjectProvider<Queries> queries) {
		return mapping.hasQueries() ? QueryOverview.of(queries::getObject) : QueryOverview.none();
	}

	@Bean
	ShutdownListener flightQueryShutdown(QueryOverview queries) {
		return queries::shutdown;
	}

	@Bean
	@Lazy
	QueryEngine flightQueryEngine(Queries queries, FlightThreads threads, BufferAllocator allocator,
			FlightServerProperties server, FlightExceptionTranslator translator, FlightQueryProperties properties) {
		return new QueryEngine(queries, threads, allocator, server.callMemoryLimit().toBytes(), translator,
				properties.pollTimeout());
	}

}
