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

import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.http.call.HttpPeer;
import io.github.flightspring.security.FlightAuthenticationDetails;
import io.github.flightspring.security.access.SecurityContextCaller;
import io.github.flightspring.security.access.UnnamedCallerException;
import io.github.flightspring.security.authentication.AuthenticationFailures;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the caller over HTTP, which is
 * the user that the application's filter chain has authenticated. The caller's rights are
 * those over gRPC.
 */
@AutoConfiguration(before = FlightHttpAutoConfiguration.class,
		afterName = "io.github.flightspring.autoconfigure.security.FlightSecurityAutoConfiguration")
@ConditionalOnClass({ DispatcherServlet.class, SecurityContextHolder.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "flight.http.enabled", matchIfMissing = true)
public final class FlightHttpSecurityAutoConfiguration {

	@Bean
	@ConditionalOnBean(type = "io.github.flightspring.security.access.SecurityAuthorizer")
	HttpCallers flightHttpSecurityCallers() {
		return new HttpCallers(FlightHttpSecurityAutoConfiguration::caller);
	}

	private static FlightCaller caller(HttpServletRequest request) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
			return SecurityContextCaller.anonymous(new FlightAuthenticationDetails(HttpPeer.of(request), "http"));
		}
		try {
			return new SecurityContextCaller(authentication);
		}
		catch (UnnamedCallerException ex) {
			throw AuthenticationFailures.of(ex).toRuntimeException();
		}
	}

}
