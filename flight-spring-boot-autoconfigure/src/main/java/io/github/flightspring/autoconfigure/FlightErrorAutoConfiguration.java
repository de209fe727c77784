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

import io.github.flightspring.handler.FlightExceptionResolver;
import io.github.flightspring.handler.error.DataAccessResolver;
import io.github.flightspring.handler.error.WebFailureResolver;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.web.ErrorResponse;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the statuses of Spring's own
 * exceptions.
 */
@AutoConfiguration(before = FlightAutoConfiguration.class)
public final class FlightErrorAutoConfiguration {

	/**
	 * The statuses of exceptions of Spring Web.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ErrorResponse.class)
	static class WebConfiguration {

		@Bean
		FlightExceptionResolver flightWebFailureResolver() {
			return new WebFailureResolver();
		}

	}

	/**
	 * The statuses of exceptions of Spring's data access.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataAccessException.class)
	static class DataAccessConfiguration {

		@Bean
		FlightExceptionResolver flightDataAccessResolver() {
			return new DataAccessResolver();
		}

	}

}
