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
import jakarta.validation.constraints.Positive;
import org.aopalliance.intercept.MethodInterceptor;

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

import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;

/**
 * Beans to be found.
 */
final class DetectionFixture {

	record Row(String value) {
	}

	private DetectionFixture() {
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
