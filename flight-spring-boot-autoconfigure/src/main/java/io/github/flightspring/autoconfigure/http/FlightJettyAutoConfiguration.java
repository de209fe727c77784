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

import java.io.IOException;

import io.github.flightspring.http.call.AbortFilter;
import org.eclipse.jetty.io.QuietException;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Jetty: it does not log aborted
 * downloads, because the starter has logged them.
 */
@AutoConfiguration
@ConditionalOnClass({ DispatcherServlet.class, QuietException.class, JettyServletWebServerFactory.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "flight.http.enabled", matchIfMissing = true)
public final class FlightJettyAutoConfiguration {

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> flightJettyCustomizer(
			FilterRegistrationBean<AbortFilter> flightAbortFilter) {
		return (factory) -> flightAbortFilter.setFilter(new AbortFilter(BrokenOffException::new));
	}

	/**
	 * The exception that aborts a response without a log record.
	 */
	private static final class BrokenOffException extends IOException implements QuietException {

		BrokenOffException() {
			super("A response is broken off");
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}
