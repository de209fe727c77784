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
import java.util.List;

import io.github.flightspring.handler.dispatch.BuiltInAction;
import io.github.flightspring.handler.session.SessionCookie;
import io.github.flightspring.handler.session.SessionSupport;
import io.github.flightspring.session.SessionOptionValidator;
import io.github.flightspring.session.store.FlightSessions;
import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of sessions.
 */
@AutoConfiguration(before = FlightAutoConfiguration.class)
@ConditionalOnClass(FlightServiceGrpc.class)
@EnableConfigurationProperties(FlightSessionProperties.class)
public final class FlightSessionAutoConfiguration {

	@Bean
	FlightSessions flightSessions(FlightStateStore store, FlightSessionProperties properties,
			@Qualifier("flightClock") Clock clock) {
		return new FlightSessions(store, properties.limits(), clock);
	}

	@Bean
	SessionSupport flightSessionSupport(FlightSessions sessions, FlightSessionProperties properties) {
		return new SessionSupport(sessions, new SessionCookie(properties.cookieName()), properties.enabled());
	}

	@Bean
	BuiltInActions flightSessionActions(SessionSupport support, ObjectProvider<SessionOptionValidator> validators) {
		return new BuiltInActions(support.actions(validators.orderedStream().toList()));
	}

	/**
	 * The actions that an auto-configuration adds.
	 *
	 * @param actions the actions
	 */
	record BuiltInActions(List<BuiltInAction> actions) {

	}

}
