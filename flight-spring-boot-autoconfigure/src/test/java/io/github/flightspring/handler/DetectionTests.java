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

import io.github.flightspring.handler.DetectionFixture.Advice;
import io.github.flightspring.handler.DetectionFixture.Advised;
import io.github.flightspring.handler.DetectionFixture.BehindInterface;
import io.github.flightspring.handler.DetectionFixture.Both;
import io.github.flightspring.handler.DetectionFixture.Composed;
import io.github.flightspring.handler.DetectionFixture.Counted;
import io.github.flightspring.handler.DetectionFixture.Defined;
import io.github.flightspring.handler.DetectionFixture.Inheriting;
import io.github.flightspring.handler.DetectionFixture.Plain;
import io.github.flightspring.handler.DetectionFixture.Row;
import io.github.flightspring.handler.DetectionFixture.Scopes;
import io.github.flightspring.handler.DetectionFixture.Served;
import io.github.flightspring.handler.DetectionFixture.Typed;
import io.github.flightspring.handler.DetectionFixture.ValidatedBean;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans and methods that are handlers, and the proxies through which they are called.
 */
class DetectionTests {

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(
				new Class<?>[] { ValidatedBean.class, Inheriting.class, Defined.class, Composed.class, Both.class },
				"app.name=from-property");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenBeansAreNotMadeAtStartThenDetectionDoesNotMakeThem() throws Exception {
		Counted.INSTANCES.set(0);
		try (FlightCalls calls = FlightCalls.start(Scopes.class)) {
			assertThat(Counted.INSTANCES).hasValue(0);
			assertThat(calls.rows("lazy")).containsExactly("lazy");
			assertThat(calls.rows("lazy")).containsExactly("lazy");
			assertThat(Counted.INSTANCES).hasValue(1);
			assertThat(calls.rows("prototype")).containsExactly("prototype");
			assertThat(calls.rows("prototype")).containsExactly("prototype");
			assertThat(Counted.INSTANCES).hasValue(3);
			assertThat(calls.rows("scoped")).containsExactly("scoped");
			assertThat(calls.rows("scoped-proxy")).containsExactly("scoped-proxy");
			assertThat(calls.rows("scoped-interface")).containsExactly("scoped-interface");
		}
	}

	@Test
	void whenInitializationIsLazyThenFlightsAreServed() throws Exception {
		Counted.INSTANCES.set(0);
		try (FlightCalls calls = FlightCalls.start(Plain.class, "spring.main.lazy-initialization=true")) {
			assertThat(Counted.INSTANCES).hasValue(0);
			assertThat(calls.rows("plain")).containsExactly("plain");
			assertThat(Counted.INSTANCES).hasValue(1);
		}
	}

	@Test
	void whenABeanIsValidatedThenItsParametersAre() throws Exception {
		assertThat(calls.rows("validated/3")).containsExactly("3");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("validated/-3"))
			.isEqualTo("n: must be greater than 0");
	}

	@Test
	void whenConstraintViolationsAreAdaptedThenTheParameterIsNamedAsWell() throws Exception {
		try (FlightCalls calls = FlightCalls.start(ValidatedBean.class,
				"spring.validation.method.adapt-constraint-violations=true")) {
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("validated/-3"))
				.isEqualTo("n: must be greater than 0");
		}
	}

	@Test
	void whenAReturnValueIsInvalidThenThatIsTheServersFault() throws Exception {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("validated-result")).contains("error id");
	}

	@Test
	void whenABeanIsACglibProxyThenAdviceAppliesToPackagePrivateMethods() throws Exception {
		try (FlightCalls calls = FlightCalls.start(new Class<?>[] { Advice.class, Advised.class })) {
			assertThat(calls.rows("advised")).containsExactly("value");
			assertThat(calls.application().context().getBean(Advice.class).advised).contains("rows");
		}
	}

	@Test
	void whenABeanIsAJdkProxyThenItIsCalledThroughItsInterface() throws Exception {
		try (FlightCalls calls = FlightCalls.start(new Class<?>[] { Advice.class, BehindInterface.class },
				"spring.aop.proxy-target-class=false")) {
			assertThat(calls.application().context().getBean(Served.class)).isNotInstanceOf(BehindInterface.class);
			CallHeaders headers = new FlightCallHeaders();
			headers.insert("x-suffix", "!");
			assertThat(calls.rows(path("served", "a"), new HeaderCallOption(headers))).containsExactly("a!");
			assertThat(calls.rows("served-by-class/b")).containsExactly("b");
			assertThat(calls.rows("served-by-default")).containsExactly("default");
			assertThat(calls.rows("served-generic/c")).containsExactly("c");
			assertThat(calls.application().context().getBean(Advice.class).advised).contains("named", "byClass",
					"byDefault", "generic");
		}
	}

	@Test
	void whenALazyBeanTurnsOutToBeAJdkProxyThenItIsCalledThroughItsInterface() throws Exception {
		try (FlightCalls calls = FlightCalls.start(new Class<?>[] { Advice.class, BehindInterface.class },
				"spring.aop.proxy-target-class=false", "spring.main.lazy-initialization=true")) {
			assertThat(calls.rows("served-by-class/b")).containsExactly("b");
			assertThat(calls.application().context().getBean(Advice.class).advised).contains("byClass");
		}
	}

	@Test
	void whenMethodsAreInheritedThenTheyAreServed() throws Exception {
		assertThat(calls.rows("inheriting/inherited")).containsExactly("inherited");
		assertThat(calls.rows("inheriting/overridden")).containsExactly("overridden below");
		assertThat(calls.rows("inheriting/default")).containsExactly("default");
		assertThat(calls.rows("inheriting/rows")).containsExactly("1");
		assertThat(calls.put(path("inheriting/put"), Typed.class, new Typed(20), new Typed(22))).containsExactly("42");
	}

	@Test
	void whenABeanIsDefinedByAMethodThenItIsServed() throws Exception {
		assertThat(calls.rows("defined")).containsExactly("defined");
	}

	@Test
	void whenAnnotationsAreComposedByTheUserThenTheirAttributesCount() throws Exception {
		assertThat(calls.rows("composed/own")).containsExactly("own");
		assertThat(calls.client().getSchema(path("composed", "own")).getSchema().getFields()).hasSize(1);
		assertThat(calls.rows("composed/mapped")).containsExactly("mapped");
		assertThat(calls.rows("composed/value")).containsExactly("value");
		assertThat(calls.rows(command("direct"))).containsExactly("direct");
		assertThat(calls.rows("composed/from-property/list")).containsExactly("placeholder");
	}

	@Test
	void whenAMethodServesTwoRpcsThenBothReachIt() throws Exception {
		assertThat(calls.exchange(path("both/exchange"), Row.class, new Row("x"))).containsExactly("x");
		assertThat(calls.put(path("both/put"), Row.class, new Row("x"))).isEmpty();
		assertThat(Both.COUNT).hasValue(2);
	}

}
