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

package io.github.flightspring.handler;

import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.handler.mapping.AmbiguousFlightMappingException;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.assertj.core.api.ThrowableAssert;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts an application that must not start.
 */
final class StartFailures {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class));

	private StartFailures() {
	}

	static String beanName(Class<?> type) {
		return type.getName();
	}

	static InvalidFlightHandlerException invalid(Class<?> bean) {
		return failure(bean, InvalidFlightHandlerException.class);
	}

	static AmbiguousFlightMappingException ambiguous(Class<?> bean) {
		return failure(bean, AmbiguousFlightMappingException.class);
	}

	private static <T extends Throwable> T failure(Class<?> bean, Class<T> type) {
		Throwable[] failure = new Throwable[1];
		ThrowableAssert.ThrowingCallable run = () -> RUNNER
			.withBean(bean.isAnnotationPresent(Configuration.class) ? "config" : beanName(bean), bean)
			.run((context) -> failure[0] = context.getStartupFailure());
		assertThat(catchThrowable(run)).isNull();
		assertThat(failure[0]).as("failure of the start with " + bean).isNotNull();
		Throwable cause = failure[0];
		while (cause != null && !type.isInstance(cause)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("cause of %s", failure[0]).isNotNull();
		return type.cast(cause);
	}

}
