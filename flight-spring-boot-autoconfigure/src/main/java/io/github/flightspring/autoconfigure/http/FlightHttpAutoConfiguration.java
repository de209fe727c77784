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

package io.github.flightspring.autoconfigure.http;

import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightServerProperties;
import io.github.flightspring.autoconfigure.ServedTransport;
import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.http.FlightHttpHandler;
import io.github.flightspring.http.FlightHttpServices;
import io.github.flightspring.http.call.AbortFilter;
import io.github.flightspring.http.call.FormFilter;
import io.github.flightspring.http.call.HandOverFilter;
import io.github.flightspring.http.call.HttpCalls;
import io.github.flightspring.http.call.ProblemFilter;
import io.github.flightspring.http.call.ProblemWriter;
import io.github.flightspring.http.coding.RequestDecodingFilter;
import io.github.flightspring.http.representation.RowsWriters;
import io.github.flightspring.ipc.FlightDataLimits;
import jakarta.servlet.DispatcherType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.filter.OrderedFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of flights over HTTP, with Spring
 * MVC.
 */
@AutoConfiguration(after = { FlightAutoConfiguration.class, FlightAdmissionAutoConfiguration.class },
		afterName = { "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
				"io.github.flightspring.autoconfigure.security.FlightSecurityAutoConfiguration" })
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "flight.http.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FlightHttpProperties.class)
public final class FlightHttpAutoConfiguration {

	@Bean
	FlightHttpServices flightHttpServices(FlightHttpProperties http, FlightServerProperties server,
			FlightDispatcher dispatcher, FlightCommands commands, ObjectProvider<JsonMapper> mapper) {
		JsonMapper json = mapper.getIfAvailable(() -> JsonMapper.builder().build());
		return new FlightHttpServices(http.basePath(), dispatcher, commands, json,
				new RowsWriters(json, server.maxBatchSize().toBytes()), http.upload().limits(),
				FlightDataLimits.defaults());
	}

	@Bean
	ProblemWriter flightProblemWriter(ObjectProvider<JsonMapper> mapper) {
		return new ProblemWriter(mapper.getIfAvailable(() -> JsonMapper.builder().build()));
	}

	@Bean
	HttpCalls flightHttpCalls(CallServices services, FlightExceptionTranslator translator, ProblemWriter problems,
			ObjectProvider<HttpCallers> callers) {
		return new HttpCalls(services, translator, problems,
				callers.getIfAvailable(HttpCallers::ofContainer).callers());
	}

	@Bean
	FlightHttpHandler flightHttpHandler(HttpCalls calls, FlightHttpServices services, FlightHandlerMapping mapping) {
		FlightHttpHandler.check(mapping);
		return new FlightHttpHandler(calls, services);
	}

	@Bean
	@ConditionalOnBean(name = "requestMappingHandlerMapping")
	FlightRequestMapping flightRequestMapping(FlightHttpHandler handler,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
			FlightHttpProperties properties) {
		return new FlightRequestMapping(mapping, handler, properties.basePath());
	}

	@Bean
	@Order(1)
	@ConditionalOnBean(name = "requestMappingHandlerMapping")
	ServedTransport flightHttpTransport(Environment environment, FlightHttpProperties properties) {
		return new ServedTransport(() -> "HTTP on port %s below '%s%s'".formatted(
				environment.getProperty("local.server.port", "of the container"),
				environment.getProperty("server.servlet.context-path", ""), properties.basePath()));
	}

	@Bean
	FilterRegistrationBean<AbortFilter> flightAbortFilter() {
		FilterRegistrationBean<AbortFilter> registration = new FilterRegistrationBean<>(new AbortFilter());
		registration.setDispatcherTypes(DispatcherType.ASYNC);
		// a request that was forwarded here is dispatched to where it came from
		registration.addUrlPatterns("/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<ProblemFilter> flightProblemFilter(ProblemWriter problems) {
		FilterRegistrationBean<ProblemFilter> registration = new FilterRegistrationBean<>(new ProblemFilter(problems));
		registration.setDispatcherTypes(DispatcherType.ERROR);
		registration.addUrlPatterns("/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<HandOverFilter> flightHandOverFilter() {
		FilterRegistrationBean<HandOverFilter> registration = new FilterRegistrationBean<>(new HandOverFilter());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		// any request may be forwarded to a flight
		registration.addUrlPatterns("/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<FormFilter> flightFormFilter(FlightHttpProperties properties) {
		FilterRegistrationBean<FormFilter> registration = new FilterRegistrationBean<>(new FormFilter());
		registration.addUrlPatterns(properties.basePath() + "/*");
		// before Spring's filter that reads forms
		registration.setOrder(OrderedFilter.REQUEST_WRAPPER_FILTER_MAX_ORDER - 10_000);
		return registration;
	}

	@Bean
	@ConditionalOnBooleanProperty("flight.http.request-decoding.enabled")
	FilterRegistrationBean<RequestDecodingFilter> flightRequestDecodingFilter(FlightHttpProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptions) {
		FilterRegistrationBean<RequestDecodingFilter> registration = new FilterRegistrationBean<>(
				new RequestDecodingFilter(properties.upload().limits(), properties.basePath(), exceptions));
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

}
