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

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.handler.mapping.AmbiguousFlightMappingException;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.CallStatus;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.handler.StartFailures.ambiguous;
import static io.github.flightspring.handler.StartFailures.beanName;
import static io.github.flightspring.handler.StartFailures.invalid;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mappings that stop the start, and that it says where and what to do.
 */
class MappingFailureTests {

	record Row(String value) {
	}

	@Test
	void whenAPathMakesNoSenseThenTheAnnotationIsNamed() {
		assertThat(invalid(PathAndCommand.class).problem())
			.isEqualTo("It has the path 'p' and the command 'c'. A method serves one of them");
		assertThat(invalid(EmptyPath.class).problem())
			.isEqualTo("The path is empty. Give the endpoint or the method a path or a command");
		assertThat(invalid(SameVariableTwice.class).problem()).isEqualTo("Path '{a}/{a}' has the variable 'a' twice");
		assertThat(invalid(EmptySegment.class).problem()).contains("has the segment ''");
		assertThat(invalid(DotSegment.class).problem()).contains("has the segment '..'");
		assertThat(invalid(HalfAVariable.class).problem()).contains("A variable is a whole segment");
		assertThat(invalid(TicketWithVariables.class).problem()).contains("the ticket 'raw'");
		assertThat(invalid(TicketOfOtherVariables.class).problem()).contains("the ticket 't/{c}'");
		assertThat(invalid(TicketWithSlash.class).problem()).contains("a slash or a blank at one of its ends");
		assertThat(invalid(TicketOfSeveral.class).problem()).contains("A ticket stands for one of them");
		assertThat(invalid(CommandWithVariables.class).problem()).contains("the ticket 't/{a}'");
		assertThat(invalid(CatchAllInTheMiddle.class).problem())
			.isEqualTo("Path '{*a}/b' goes on after the variable '{*a}', which takes all the rest");
		assertThat(invalid(SamePathTwice.class).problem()).isEqualTo("It has the path '{}' twice");
		assertThat(invalid(MissingInOne.class).problem())
			.contains("DoGet path 'p' has no variable 'a', which another path of the method has");
		assertThat(invalid(TwiceTheSameRpc.class).problem()).contains("Two annotations map it to DoGet");
		assertThat(invalid(UnknownPlaceholder.class).problem()).contains("no.such.property");
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

	@Test
	void whenTwoMethodsServeTheSameThenBothAreNamed() {
		AmbiguousFlightMappingException paths = ambiguous(SamePaths.class);
		assertThat(paths.mapping()).isEqualTo("DoGet for path '{}/x'");
		assertThat(List.of(paths.first(), paths.second())).containsExactlyInAnyOrder(
				SamePaths.class.getName() + ".one(String) of the bean '" + beanName(SamePaths.class) + "'",
				SamePaths.class.getName() + ".other(String) of the bean '" + beanName(SamePaths.class) + "'");
		assertThat(ambiguous(SameCommands.class).mapping()).isEqualTo("DoGet for command 'c'");
		assertThat(ambiguous(SameActions.class).mapping()).isEqualTo("DoAction for action 'a'");
		assertThat(ambiguous(SameCatchAlls.class).mapping()).isEqualTo("DoGet for path 'a/{*}'");
		assertThat(ambiguous(SameTicketPatterns.class).mapping()).isEqualTo("DoGet for ticket 't/{}'");
		assertThat(ambiguous(SameTickets.class).mapping()).isEqualTo("DoGet for ticket 't'");
		AmbiguousFlightMappingException beans = ambiguous(TwoBeans.class);
		assertThat(beans.first()).endsWith("of the bean 'one'");
		assertThat(beans.second()).endsWith("of the bean 'two'");
	}

	@FlightEndpoint
	static class PathAndCommand {

		@DoGet(path = "p", command = "c")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TicketOfOtherVariables {

		@DoGet(path = "{b}", ticket = "t/{c}")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TicketWithSlash {

		@DoGet(ticket = "/t/{c}")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TicketOfSeveral {

		@DoGet(path = { "a", "b" }, ticket = "t")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class CommandWithVariables {

		@DoGet(command = "c", ticket = "t/{a}")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class CatchAllInTheMiddle {

		@DoGet("{*a}/b")
		Stream<Row> rows(String a) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SamePathTwice {

		@DoGet({ "{a}", "{b}" })
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class MissingInOne {

		@DoGet({ "p", "q/{a}" })
		Stream<Row> rows(String a) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameCatchAlls {

		@DoGet("a/{*b}")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet({ "b", "a/{*c}" })
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameTicketPatterns {

		@DoGet(ticket = "t/{a}")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(ticket = "t/{b}")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class EmptyPath {

		@DoGet
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint("{a}")
	static class SameVariableTwice {

		@DoGet("{a}")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint("a")
	static class EmptySegment {

		@DoGet("b//c")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint("a")
	static class DotSegment {

		@DoGet("../c")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint("a")
	static class HalfAVariable {

		@DoGet("b-{c}")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint("a")
	static class TicketWithVariables {

		@DoGet(path = "{b}", ticket = "raw")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@DoGet("other")
	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface OtherGet {

	}

	@FlightEndpoint
	static class TwiceTheSameRpc {

		@DoGet("one")
		@OtherGet
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnknownPlaceholder {

		@DoGet("${no.such.property}")
		Stream<Row> rows() {
			return Stream.of();
		}

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

	@FlightEndpoint
	static class SamePaths {

		@DoGet("{a}/x")
		Stream<Row> one(String a) {
			return Stream.of();
		}

		@DoGet("{b}/x")
		Stream<Row> other(String b) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameCommands {

		@DoGet(command = "c")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(command = "c")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameActions {

		@DoAction("a")
		void one() {
		}

		@DoAction(type = "a")
		void other() {
		}

	}

	@FlightEndpoint
	static class SameTickets {

		@DoGet(path = "p", ticket = "t")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(path = "q", ticket = "t")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Plain one() {
			return new Plain();
		}

		@Bean
		Plain two() {
			return new Plain();
		}

	}

	@FlightEndpoint
	static class Plain {

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

}
