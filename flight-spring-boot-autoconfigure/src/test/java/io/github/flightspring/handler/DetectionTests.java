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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.annotation.FlightMapping;
import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.support.FlightCalls;
import jakarta.validation.constraints.Positive;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.validation.annotation.Validated;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans and methods are handlers, and through which proxy they are called.
 */
class DetectionTests {

	record Row(String value) {
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
		try (FlightCalls calls = FlightCalls.start(ValidatedBean.class)) {
			assertThat(calls.rows("validated/3")).containsExactly("3");
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("validated/-3"))
				.isEqualTo("n: must be greater than 0");
		}
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
		try (FlightCalls calls = FlightCalls.start(ValidatedBean.class)) {
			assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("validated-result")).contains("error id");
		}
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
		try (FlightCalls calls = FlightCalls.start(Inheriting.class)) {
			assertThat(calls.rows("inheriting/inherited")).containsExactly("inherited");
			assertThat(calls.rows("inheriting/overridden")).containsExactly("overridden below");
			assertThat(calls.rows("inheriting/default")).containsExactly("default");
			assertThat(calls.rows("inheriting/rows")).containsExactly("1");
			assertThat(calls.put(path("inheriting/put"), Typed.class, new Typed(20), new Typed(22)))
				.containsExactly("42");
		}
	}

	@Test
	void whenABeanIsDefinedByAMethodThenItIsServed() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Defined.class)) {
			assertThat(calls.rows("defined")).containsExactly("defined");
		}
	}

	@Test
	void whenAnnotationsAreComposedByTheUserThenTheirAttributesCount() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Composed.class, "app.name=from-property")) {
			assertThat(calls.rows("composed/own")).containsExactly("own");
			assertThat(calls.client().getSchema(path("composed", "own")).getSchema().getFields()).hasSize(1);
			assertThat(calls.rows("composed/mapped")).containsExactly("mapped");
			assertThat(calls.rows("composed/value")).containsExactly("value");
			assertThat(calls.rows(command("direct"))).containsExactly("direct");
			assertThat(calls.rows("composed/from-property/list")).containsExactly("placeholder");
		}
	}

	@Test
	void whenAMethodServesTwoRpcsThenBothReachIt() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Both.class)) {
			assertThat(calls.exchange(path("both/exchange"), Row.class, new Row("x"))).containsExactly("x");
			assertThat(calls.put(path("both/put"), Row.class, new Row("x"))).isEmpty();
			assertThat(Both.COUNT).hasValue(2);
		}
	}

	abstract static class Counted {

		static final AtomicInteger INSTANCES = new AtomicInteger();

		Counted() {
			INSTANCES.incrementAndGet();
		}

	}

	@FlightEndpoint
	@Lazy
	static class LazyBean extends Counted {

		@DoGet("lazy")
		Stream<Row> rows() {
			return Stream.of(new Row("lazy"));
		}

	}

	@FlightEndpoint
	@Scope("prototype")
	static class PrototypeBean extends Counted {

		@DoGet("prototype")
		Stream<Row> rows() {
			return Stream.of(new Row("prototype"));
		}

	}

	@FlightEndpoint
	@Scope("call")
	static class ScopedBean extends Counted {

		@DoGet("scoped")
		Stream<Row> rows() {
			return Stream.of(new Row("scoped"));
		}

	}

	@FlightEndpoint
	@Scope(scopeName = "call", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedProxyBean extends Counted {

		@DoGet("scoped-proxy")
		Stream<Row> rows() {
			return Stream.of(new Row("scoped-proxy"));
		}

	}

	interface ScopedRows {

		Stream<Row> rows();

	}

	@FlightEndpoint
	@Scope(scopeName = "call", proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedInterfaceBean extends Counted implements ScopedRows {

		@Override
		@DoGet("scoped-interface")
		public Stream<Row> rows() {
			return Stream.of(new Row("scoped-interface"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@org.springframework.context.annotation.Import({ LazyBean.class, PrototypeBean.class, ScopedBean.class })
	@org.springframework.context.annotation.ComponentScan(useDefaultFilters = false,
			includeFilters = @org.springframework.context.annotation.ComponentScan.Filter(
					type = org.springframework.context.annotation.FilterType.ASSIGNABLE_TYPE,
					classes = { ScopedProxyBean.class, ScopedInterfaceBean.class }))
	static class Scopes {

		@Bean
		static CustomScopeConfigurer callScope() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("call", new SimpleThreadScope());
			return configurer;
		}

	}

	@FlightEndpoint
	static class Plain extends Counted {

		@DoGet("plain")
		Stream<Row> rows() {
			return Stream.of(new Row("plain"));
		}

	}

	@FlightEndpoint
	@Validated
	static class ValidatedBean {

		@DoGet("validated/{n}")
		Stream<Row> rows(@Positive int n) {
			return Stream.of(new Row(String.valueOf(n)));
		}

		@DoGet("validated-result")
		@jakarta.validation.constraints.NotNull
		Stream<Row> none() {
			return null;
		}

	}

	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Watched {

	}

	@Configuration(proxyBeanMethods = false)
	static class Advice {

		final List<String> advised = new ArrayList<>();

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies(org.springframework.core.env.Environment environment) {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
			return creator;
		}

		@Bean
		DefaultPointcutAdvisor watching() {
			MethodInterceptor interceptor = (invocation) -> {
				this.advised.add(invocation.getMethod().getName());
				return invocation.proceed();
			};
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forClassAnnotation(Watched.class),
					interceptor);
		}

	}

	@FlightEndpoint
	@Watched
	static class Advised {

		private final String value = "value";

		@DoGet("advised")
		Stream<Row> rows() {
			return Stream.of(new Row(this.value));
		}

	}

	interface Served {

		@DoGet("served/{name}")
		Stream<Row> named(@FlightPathVariable("name") String variable, @FlightHeader("x-suffix") String suffix);

		Stream<Row> byClass(String name);

		@DoGet("served-by-default")
		default Stream<Row> byDefault() {
			return Stream.of(new Row("default"));
		}

	}

	interface ServedGeneric<T> {

		Stream<Row> generic(T value);

	}

	@FlightEndpoint
	@Watched
	static class BehindInterface implements Served, ServedGeneric<String> {

		@Override
		public Stream<Row> named(String anyName, String anySuffix) {
			return Stream.of(new Row(anyName + anySuffix));
		}

		@Override
		@DoGet("served-by-class/{name}")
		public Stream<Row> byClass(String name) {
			return Stream.of(new Row(name));
		}

		@Override
		@DoGet("served-generic/{value}")
		public Stream<Row> generic(String value) {
			return Stream.of(new Row(value));
		}

	}

	record Typed(int n) {
	}

	interface WithDefault {

		@DoGet("default")
		default Stream<Row> byDefault() {
			return Stream.of(new Row("default"));
		}

	}

	abstract static class Generic<T extends Record> {

		@DoGet("inherited")
		Stream<Row> inherited() {
			return Stream.of(new Row("inherited"));
		}

		@DoGet("overridden")
		Stream<Row> overridden() {
			return Stream.of(new Row("overridden"));
		}

		@DoGet("rows")
		Stream<T> rows() {
			return Stream.of(one());
		}

		@DoPut("put")
		long put(Stream<T> rows) {
			return rows.mapToLong(this::value).sum();
		}

		abstract T one();

		abstract long value(T row);

	}

	@FlightEndpoint("inheriting")
	static class Inheriting extends Generic<Typed> implements WithDefault {

		@Override
		Stream<Row> overridden() {
			return Stream.of(new Row("overridden below"));
		}

		@Override
		Typed one() {
			return new Typed(1);
		}

		@Override
		long value(Typed row) {
			return row.n();
		}

	}

	@Configuration
	static class Defined {

		@Bean
		NotScanned endpoint() {
			return new NotScanned("defined");
		}

	}

	@FlightEndpoint("defined")
	record NotScanned(String value) {

		@DoGet
		Stream<Row> rows() {
			return Stream.of(new Row(this.value));
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@DoGet(schema = Row.class)
	@interface Own {

		@AliasFor(annotation = DoGet.class, attribute = "path")
		String at();

	}

	@FlightEndpoint(path = "/composed/")
	static class Composed {

		@Own(at = "own")
		void own(FlightSink sink, org.apache.arrow.memory.BufferAllocator allocator) {
			try (var writer = io.github.flightspring.arrow.RecordMapper.of(Row.class).writer(allocator)) {
				writer.write(new Row("own"));
				sink.write(writer.finishBatch());
			}
		}

		@FlightMapping(rpc = FlightRpc.DO_GET, path = "/mapped/")
		Stream<Row> mapped() {
			return Stream.of(new Row("mapped"));
		}

		@FlightMapping(rpc = FlightRpc.DO_GET, value = "value")
		Stream<Row> byValue() {
			return Stream.of(new Row("value"));
		}

		@FlightMapping(rpc = FlightRpc.DO_GET, command = "direct")
		Stream<Row> byCommand() {
			return Stream.of(new Row("direct"));
		}

		@DoGet("${app.name}/list")
		Stream<Row> placeholder() {
			return Stream.of(new Row("placeholder"));
		}

	}

	@FlightEndpoint("both")
	static class Both {

		static final AtomicInteger COUNT = new AtomicInteger();

		@DoPut("put")
		void take(Stream<Row> rows) {
			COUNT.addAndGet((int) rows.count());
		}

		@io.github.flightspring.annotation.DoExchange("exchange")
		Stream<Row> echo(Stream<Row> rows) {
			return rows.peek((row) -> COUNT.incrementAndGet());
		}

	}

}
