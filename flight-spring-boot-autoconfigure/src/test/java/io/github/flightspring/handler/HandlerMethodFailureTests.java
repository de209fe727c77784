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

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.CallStatus;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.handler.StartFailures.invalid;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that cannot be called end the start.
 */
class HandlerMethodFailureTests {

	record Row(String value) {
	}

	@Test
	void whenNoProxyCouldInterceptAMethodThenItIsRefused() {
		assertThat(invalid(PrivateMethod.class).problem()).contains("private");
		assertThat(invalid(StaticMethod.class).problem()).contains("static");
		assertThat(invalid(PrivateExceptionHandler.class).problem()).contains("private");
		assertThat(invalid(ProxiedByCglib.class).problem()).contains("final");
		InvalidFlightHandlerException notInInterface = invalid(ProxiedByJdk.class);
		assertThat(notInInterface.problem()).contains("JDK proxy");
		assertThat(notInInterface.handler()).isEqualTo(BehindInterface.class.getName() + ".rows()");
	}

	@Test
	void whenAnExceptionHandlerCannotBeCalledThenItIsRefused() {
		assertThat(invalid(HandlerOfNothing.class).problem()).contains("names an exception");
		assertThat(invalid(HandlerWithoutStatus.class).problem()).contains("neither a CallStatus nor");
		assertThat(invalid(HandlerOfTwo.class).problem()).contains("is handled by").contains("as well");
		assertThat(invalid(HandlerOfAnother.class).problem()).contains("It takes a 'java.io.IOException'");
	}

	@FlightEndpoint
	static class PrivateMethod {

		@DoGet("rows")
		private Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class StaticMethod {

		@DoGet("rows")
		static Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class PrivateExceptionHandler {

		@FlightExceptionHandler
		private CallStatus handle(RuntimeException ex) {
			return CallStatus.UNKNOWN;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedByCglib {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("endpoint");
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		FinalMethod endpoint() {
			return new FinalMethod();
		}

	}

	@FlightEndpoint
	static class FinalMethod {

		@DoGet("rows")
		final Stream<Row> rows() {
			return Stream.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedByJdk {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("endpoint");
			return creator;
		}

		@Bean
		BehindInterface endpoint() {
			return new BehindInterface();
		}

	}

	interface Other {

		void other();

	}

	@FlightEndpoint
	static class BehindInterface implements Other {

		@DoGet("rows")
		public Stream<Row> rows() {
			return Stream.of();
		}

		@Override
		public void other() {
		}

	}

	@FlightEndpoint
	static class HandlerOfNothing {

		@FlightExceptionHandler
		CallStatus handle(FlightCall call) {
			return CallStatus.UNKNOWN;
		}

	}

	@FlightEndpoint
	static class HandlerWithoutStatus {

		@FlightExceptionHandler
		String handle(RuntimeException ex) {
			return "";
		}

	}

	@FlightEndpoint
	static class HandlerOfTwo {

		@FlightExceptionHandler
		CallStatus one(RuntimeException ex) {
			return CallStatus.UNKNOWN;
		}

		@FlightExceptionHandler
		CallStatus other(RuntimeException ex) {
			return CallStatus.UNKNOWN;
		}

	}

	@FlightEndpoint
	static class HandlerOfAnother {

		@FlightExceptionHandler(Exception.class)
		CallStatus handle(java.io.IOException ex) {
			return CallStatus.UNKNOWN;
		}

	}

}
