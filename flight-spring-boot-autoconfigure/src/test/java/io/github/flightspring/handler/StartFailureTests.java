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
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.handler.mapping.AmbiguousFlightMappingException;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What stops the start, and that it says where and what to do.
 */
class StartFailureTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class));

	record Row(String value) {
	}

	record Unmappable(String name, Thread thread) {
	}

	@Test
	void whenNothingServesAParameterThenItsPlaceNameTypeAndMendAreNamed() {
		InvalidFlightHandlerException failure = invalid(ThreadParameter.class);
		assertThat(failure.handler()).isEqualTo(ThreadParameter.class.getName() + ".rows(String, Thread)");
		assertThat(failure.problem())
			.isEqualTo("Parameter 1 'thread' of type 'java.lang.Thread' is not supported: No resolver serves it for "
					+ "DoGet path 'rows/{name}'");
		assertThat(failure.mend()).contains("parameter types that the documentation lists for DoGet")
			.contains("FlightArgumentResolver bean");
	}

	@Test
	void whenAParameterIsWrongForTheRpcThenThatIsSaid() {
		assertThat(invalid(RowsOfIntegers.class).problem())
			.contains("Parameter 0 'rows' of type 'java.util.stream.Stream<java.lang.Integer>'")
			.contains("Its rows are neither records nor VectorSchemaRoot");
		assertThat(invalid(ListOfRows.class).problem())
			.contains("Parameter 0 'rows' of type 'java.util.List<java.lang.Integer>'");
		assertThat(invalid(CommandOfAPath.class).problem()).contains("Parameter 0 'command' of type")
			.contains("The method is not mapped to a command");
		assertThat(invalid(ResultsOfADownload.class).problem()).contains("Parameter 0 'results'")
			.contains("DoGet has no PutResults");
		assertThat(invalid(ReaderOfADownload.class).problem()).contains("DoGet has no ArrowReader");
		assertThat(invalid(TicketOfAnUpload.class).problem()).contains("DoPut has no Ticket");
		assertThat(invalid(SinkOfAnUpload.class).problem()).contains("DoPut has no FlightSink");
		assertThat(invalid(PartitionOfAnUpload.class).problem()).contains("Only DoGet has a ticket");
		assertThat(invalid(PrimitivePartition.class).problem()).contains("a primitive no null");
		assertThat(invalid(UnknownVariable.class).problem()).contains("The path has no variable 'nmae'");
		assertThat(invalid(UnconvertibleVariable.class).problem()).contains("A path variable does not convert to it");
		assertThat(invalid(TextInABinaryHeader.class).problem()).contains("suffix '-bin'");
		assertThat(invalid(OptionalPrimitiveHeader.class).problem()).contains("a primitive not null");
		assertThat(invalid(UnconvertibleHeader.class).problem()).contains("A header does not convert to it");
		assertThat(invalid(UnreadableCommand.class).problem()).contains("A command cannot be read as it");
		assertThat(invalid(UnmappableRows.class).problem()).contains("Parameter 0 'rows'").contains("thread");
	}

	@Test
	void whenNothingServesAReturnTypeThenItAndTheMendAreNamed() {
		InvalidFlightHandlerException failure = invalid(IntegerResult.class);
		assertThat(failure.problem()).startsWith("Return type 'int' is not supported: No handler serves it for DoGet");
		assertThat(failure.mend()).contains("FlightReturnValueHandler bean");
		assertThat(invalid(ListOfIntegersResult.class).problem())
			.contains("Return type 'java.util.List<java.lang.Integer>'");
		assertThat(invalid(VoidWithoutSink.class).problem()).contains("takes a FlightSink");
		assertThat(invalid(RowsAndSink.class).problem()).contains("writes its rows there and returns void");
		assertThat(invalid(InfoOfText.class).problem()).contains("GetFlightInfo answers with one of");
		assertThat(invalid(SchemaOfText.class).problem()).contains("GetSchema answers with one of");
		assertThat(invalid(ListOfText.class).problem()).contains("ListFlights answers with Flight or FlightInfo");
		assertThat(invalid(ActionOfObject.class).problem()).contains("It has no form on the wire");
		assertThat(invalid(UnmappableResult.class).problem()).contains("thread");
		assertThat(invalid(DeferredThread.class).problem())
			.contains("Return type 'java.util.concurrent.CompletionStage<java.lang.Thread>'");
		assertThat(invalid(NoRecordAsSchema.class).problem()).contains("Schema type 'java.lang.String'");
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
		assertThat(ambiguous(SameTickets.class).mapping()).isEqualTo("DoGet for ticket 't'");
		AmbiguousFlightMappingException beans = ambiguous(TwoBeans.class);
		assertThat(beans.first()).endsWith("of the bean 'one'");
		assertThat(beans.second()).endsWith("of the bean 'two'");
	}

	private static String beanName(Class<?> type) {
		return "startFailureTests." + type.getSimpleName();
	}

	private InvalidFlightHandlerException invalid(Class<?> bean) {
		return failure(bean, InvalidFlightHandlerException.class);
	}

	private AmbiguousFlightMappingException ambiguous(Class<?> bean) {
		return failure(bean, AmbiguousFlightMappingException.class);
	}

	private <T extends Throwable> T failure(Class<?> bean, Class<T> type) {
		Throwable[] failure = new Throwable[1];
		ThrowableAssert.ThrowingCallable run = () -> this.runner
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

	@FlightEndpoint
	static class ThreadParameter {

		@DoGet("rows/{name}")
		Stream<Row> rows(String name, Thread thread) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class RowsOfIntegers {

		@DoPut("rows")
		void rows(Stream<Integer> rows) {
		}

	}

	@FlightEndpoint
	static class ListOfRows {

		@DoPut("rows")
		void rows(List<Integer> rows) {
		}

	}

	@FlightEndpoint
	static class CommandOfAPath {

		@DoGet("rows")
		Stream<Row> rows(@FlightCommand Row command) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ResultsOfADownload {

		@DoGet("rows")
		Stream<Row> rows(PutResults results) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ReaderOfADownload {

		@DoGet("rows")
		Stream<Row> rows(ArrowReader reader) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TicketOfAnUpload {

		@DoPut("rows")
		void rows(Ticket ticket) {
		}

	}

	@FlightEndpoint
	static class SinkOfAnUpload {

		@DoPut("rows")
		void rows(FlightSink sink) {
		}

	}

	@FlightEndpoint
	static class PartitionOfAnUpload {

		@DoPut("rows")
		void rows(@FlightPartition Row partition) {
		}

	}

	@FlightEndpoint
	static class PrimitivePartition {

		@DoGet("rows")
		Stream<Row> rows(@FlightPartition int partition) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnknownVariable {

		@DoGet("rows/{name}")
		Stream<Row> rows(@FlightPathVariable("nmae") String name) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnconvertibleVariable {

		@DoGet("rows/{name}")
		Stream<Row> rows(@FlightPathVariable Row name) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class TextInABinaryHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader("x-bin") String value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class OptionalPrimitiveHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader(name = "x", required = false) int value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnconvertibleHeader {

		@DoGet("rows")
		Stream<Row> rows(@FlightHeader("x") Row value) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnreadableCommand {

		@DoGet(command = "c")
		Stream<Row> rows(@FlightCommand Thread command) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnmappableRows {

		@DoPut("rows")
		void rows(Stream<Unmappable> rows) {
		}

	}

	@FlightEndpoint
	static class IntegerResult {

		@DoGet("rows")
		int rows() {
			return 1;
		}

	}

	@FlightEndpoint
	static class ListOfIntegersResult {

		@DoGet("rows")
		List<Integer> rows() {
			return List.of();
		}

	}

	@FlightEndpoint
	static class VoidWithoutSink {

		@DoGet("rows")
		void rows() {
		}

	}

	@FlightEndpoint
	static class RowsAndSink {

		@DoExchange("rows")
		Stream<Row> rows(FlightSink sink) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class InfoOfText {

		@GetFlightInfo("rows")
		String info() {
			return "";
		}

	}

	@FlightEndpoint
	static class SchemaOfText {

		@GetSchema("rows")
		String schema() {
			return "";
		}

	}

	@FlightEndpoint
	static class ListOfText {

		@ListFlights
		Stream<String> flights() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class ActionOfObject {

		@DoAction
		VectorSchemaRoot act() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class UnmappableResult {

		@DoGet("rows")
		Stream<Unmappable> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class DeferredThread {

		@DoGet("rows")
		CompletionStage<Thread> rows() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class NoRecordAsSchema {

		@DoGet(path = "rows", schema = String.class)
		ArrowReader rows() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class PathAndCommand {

		@DoGet(path = "p", command = "c")
		Stream<Row> rows() {
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
