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
import org.junit.jupiter.api.Test;

import static io.github.flightspring.handler.StartFailures.invalid;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mappings that make no sense end the start.
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

}
