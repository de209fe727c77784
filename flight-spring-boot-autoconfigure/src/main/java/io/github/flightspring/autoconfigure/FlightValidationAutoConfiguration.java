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
import io.github.flightspring.handler.error.ConstraintViolationResolver;
import io.github.flightspring.handler.error.MethodValidationResolver;
import io.github.flightspring.handler.validation.ArgumentValidator;
import io.github.flightspring.handler.validation.JakartaArgumentValidator;
import io.github.flightspring.handler.validation.UnreadRowsExtractors;
import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the validation of data from
 * clients.
 */
@AutoConfiguration(before = FlightAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass(Validator.class)
@ConditionalOnBean(Validator.class)
public final class FlightValidationAutoConfiguration {

	@Bean
	ArgumentValidator flightArgumentValidator(Validator validator) {
		return new JakartaArgumentValidator(validator);
	}

	@Bean
	FlightExceptionResolver flightConstraintViolationResolver() {
		return new ConstraintViolationResolver();
	}

	@Bean
	FlightExceptionResolver flightMethodValidationResolver() {
		return new MethodValidationResolver();
	}

	/**
	 * The configuration of Boot's validator.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ValidationConfigurationCustomizer.class)
	static class ExtractorConfiguration {

		@Bean
		ValidationConfigurationCustomizer flightValueExtractors() {
			return (configuration) -> UnreadRowsExtractors.all().forEach(configuration::addValueExtractor);
		}

	}

}
