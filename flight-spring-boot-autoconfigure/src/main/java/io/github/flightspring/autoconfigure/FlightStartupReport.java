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

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.method.UnservedBeans;
import org.apache.arrow.flight.FlightProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * The log records at start-up: what is served and where, and what is not served although
 * it looks as if it was meant to be.
 */
final class FlightStartupReport implements SmartInitializingSingleton, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(FlightStartupReport.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final FlightHandlerMapping mapping;

	FlightStartupReport(ConfigurableListableBeanFactory beanFactory, FlightHandlerMapping mapping) {
		this.beanFactory = beanFactory;
		this.mapping = mapping;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<FlightHandlerMethod> handlers = this.mapping.handlers();
		handlers.forEach((handler) -> logger.debug("{} is served by {}", handler.mapping(), handler));
		List<String> unserved = UnservedBeans.find(this.beanFactory);
		unserved.forEach(logger::warn);
		if (handlers.isEmpty() && unserved.isEmpty()
				&& this.beanFactory.getBeanNamesForType(FlightProducer.class, true, false).length == 0) {
			logger.warn("There are no flights: no bean has @FlightEndpoint and a method with @DoGet, @DoPut or the "
					+ "like. Add them to a class that is found as a component");
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.mapping.handlers().isEmpty() || event.getApplicationContext().getBeanFactory() != this.beanFactory) {
			return;
		}
		String served = "%s, %s and %s".formatted(counted(FlightMappingInfo::path, "flight"),
				counted(FlightMappingInfo::command, "command"), counted(FlightMappingInfo::actionType, "action"));
		List<ServedTransport> transports = this.beanFactory.getBeanProvider(ServedTransport.class)
			.orderedStream()
			.toList();
		if (transports.isEmpty()) {
			logger.warn("{} are served over no transport. Add 'spring-boot-starter-grpc-server' or "
					+ "'spring-boot-starter-webmvc' to the dependencies", served);
			return;
		}
		logger.info("Serving {} over {}", served,
				transports.stream().map((transport) -> transport.place().get()).collect(Collectors.joining(" and ")));
	}

	private String counted(Function<FlightMappingInfo, @Nullable Object> target, String what) {
		Set<String> targets = new HashSet<>();
		for (FlightHandlerMethod handler : this.mapping.handlers()) {
			Object value = target.apply(handler.mapping());
			if (value != null) {
				targets.add(value.toString());
			}
		}
		return targets.size() + " " + what + ((targets.size() != 1) ? "s" : "");
	}

}
