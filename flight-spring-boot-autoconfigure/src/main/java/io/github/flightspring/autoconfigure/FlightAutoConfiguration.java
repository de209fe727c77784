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

import java.net.URI;
import java.time.Clock;
import java.util.List;

import io.github.flightspring.arrow.memory.ApplicationAllocator;
import io.github.flightspring.autoconfigure.FlightSessionAutoConfiguration.BuiltInActions;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.command.FlightCommandCodec;
import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightExceptionResolver;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.argument.ArgumentResolvers;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.error.ExceptionHandlerMethods;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.method.FlightHandlerDetector;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethodFactory;
import io.github.flightspring.handler.method.HandlerAdvice;
import io.github.flightspring.handler.method.StatementAdvice;
import io.github.flightspring.handler.query.FlightQueriesFactory;
import io.github.flightspring.handler.query.QueryEngine;
import io.github.flightspring.handler.result.ReturnValueHandlers;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightAuthorizer;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.handler.running.AccessLog;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.handler.validation.ArgumentValidator;
import io.github.flightspring.handler.validation.MissingValidator;
import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import io.github.flightspring.ticket.TicketCodec;
import io.github.flightspring.ticket.TicketLedger;
import io.github.flightspring.ticket.TicketVerifier;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.TaskDecorator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the beans that serve Flight calls
 * over every transport.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(FlightServiceGrpc.class)
@EnableConfigurationProperties({ FlightServerProperties.class, FlightAllocatorProperties.class,
		FlightTicketProperties.class, FlightStateProperties.class, FlightAccessLogProperties.class })
public final class FlightAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BufferAllocator flightAllocator(FlightAllocatorProperties properties, ResourceLoader resources) {
		AllocationManagers.check(resources.getClassLoader());
		ArrowLibraries.check();
		return ArrowLibraries
			.working(() -> new ApplicationAllocator(properties.limitBytes(), properties.shutdownTimeout()));
	}

	@Bean
	FlightThreads flightThreads(Environment environment, ObjectProvider<FlightTaskDecorator> decorators,
			BufferAllocator destroyedAfterTheThreads) {
		TaskDecorator decorator = FlightTaskDecorator.all(decorators.orderedStream().toList());
		return Threading.VIRTUAL.isActive(environment) ? FlightThreads.virtual(decorator)
				: FlightThreads.platform(decorator);
	}

	// first, so that it is within the observation, which ends later
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnBooleanProperty("flight.access-log.enabled")
	AccessLog flightAccessLog() {
		return new AccessLog();
	}

	@Bean
	RunningCalls flightRunningCalls(ObjectProvider<FlightCallWatcher> watchers, @Qualifier("flightClock") Clock clock) {
		return new RunningCalls(watchers.orderedStream().toList(), clock);
	}

	@Bean
	MessageBodies flightMessageBodies(ObjectProvider<JsonMapper> mapper) {
		return new MessageBodies(mapper.getIfAvailable(() -> JsonMapper.builder().build()));
	}

	@Bean
	FlightCommands flightCommands(MessageBodies bodies, ObjectProvider<FlightCommandCodec> codecs) {
		return new FlightCommands(bodies, codecs.orderedStream().toList());
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	HandlerAdvice flightStatements() {
		return new StatementAdvice();
	}

	@Bean
	FlightHandlerMapping flightHandlerMapping(ConfigurableListableBeanFactory beanFactory, MessageBodies bodies,
			FlightServerProperties properties, ObjectProvider<ArgumentValidator> validator,
			ObjectProvider<FlightArgumentResolver> resolvers, ObjectProvider<FlightReturnValueHandler> handlers,
			ObjectProvider<HandlerAdvice> advices) {
		ConversionService conversion = (beanFactory.getConversionService() != null) ? beanFactory.getConversionService()
				: ApplicationConversionService.getSharedInstance();
		ArgumentValidator arguments = validator.getIfAvailable(MissingValidator::new);
		FlightHandlerMethodFactory factory = new FlightHandlerMethodFactory(
				ArgumentResolvers.inOrder(bodies, conversion, arguments, properties.maxCollectedRows(),
						resolvers.orderedStream().toList()),
				ReturnValueHandlers.inOrder(bodies, properties.maxBatchSize().toBytes(),
						handlers.orderedStream().toList()),
				arguments, advices.orderedStream().toList());
		return new FlightHandlerDetector(beanFactory, factory).detect();
	}

	@Bean
	FlightStartupReport flightStartupReport(ConfigurableListableBeanFactory beanFactory, FlightHandlerMapping mapping) {
		return new FlightStartupReport(beanFactory, mapping);
	}

	@Bean
	ExceptionHandlerMethods flightExceptionHandlerMethods(ConfigurableListableBeanFactory beanFactory) {
		return ExceptionHandlerMethods.detect(beanFactory);
	}

	@Bean
	FlightExceptionTranslator flightExceptionTranslator(ObjectProvider<FlightExceptionResolver> resolvers) {
		return new FlightExceptionTranslator(resolvers.orderedStream().toList());
	}

	@Bean
	TicketCodec flightTicketCodec(FlightTicketProperties properties, Environment environment) {
		KeyedList.check(environment, "flight.ticket.keys");
		return new TicketCodec(properties.signingKeys());
	}

	/**
	 * The clock of expiration times. It is not injected by type, because an application
	 * may have a {@code Clock} bean of its own.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "flightClock")
	Clock flightClock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean
	FlightStateStore flightStateStore(FlightStateProperties properties, @Qualifier("flightClock") Clock clock) {
		return new InMemoryFlightStateStore(properties.maxEntries(), properties.maxSize().toBytes(), clock);
	}

	@Bean
	TicketLedger flightTicketLedger(FlightStateStore store) {
		return new TicketLedger(store);
	}

	@Bean
	TicketVerifier flightTicketVerifier(TicketCodec codec, TicketLedger ledger, @Qualifier("flightClock") Clock clock) {
		return new TicketVerifier(codec, clock, ledger, ledger);
	}

	@Bean
	FlightTickets flightTickets(TicketVerifier verifier, TicketLedger ledger, FlightTicketProperties properties) {
		return new FlightTickets(verifier, ledger, properties.acceptPaths());
	}

	@Bean
	TicketIssuer flightTicketIssuer(TicketCodec codec, MessageBodies bodies, FlightTicketProperties tickets,
			FlightServerProperties server, @Qualifier("flightClock") Clock clock) {
		URI advertised = server.advertisedLocation();
		return new TicketIssuer(codec, bodies, clock, tickets.timeToLive(), tickets.maxLifetime(),
				(advertised != null) ? List.of(new Location(advertised)) : List.of());
	}

	@Bean
	FlightAccess flightAccess(ObjectProvider<FlightAuthorizer> authorizer, FlightCommands commands) {
		return new FlightAccess(authorizer.getIfAvailable(FlightAuthorizer::open), commands);
	}

	@Bean
	FlightInvoker flightInvoker(ExceptionHandlerMethods exceptionHandlers, FlightExceptionTranslator translator) {
		return new FlightInvoker(exceptionHandlers, translator);
	}

	@Bean
	FlightDispatcher flightDispatcher(FlightHandlerMapping mapping, FlightInvoker invoker, FlightAccess access,
			MessageBodies bodies, TicketIssuer issuer, FlightTickets tickets, ObjectProvider<QueryEngine> engine,
			ObjectProvider<BuiltInActions> actions) {
		return new FlightDispatcher(mapping, invoker, access, bodies, issuer, tickets,
				mapping.hasQueries() ? engine.getObject() : FlightQueriesFactory.none(),
				actions.orderedStream().flatMap((added) -> added.actions().stream()).toList());
	}

}
