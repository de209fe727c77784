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
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.AliasFor;

import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that serve several paths or commands.
 */
class SeveralMappingsTests {

	private static FlightCalls calls;

	record Row(String text) {
	}

	record Named(@Nullable String name) {
	}

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Several.class, "several.command=third");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAMethodServesSeveralPathsThenEachIsAFlight() {
		assertThat(calls.rows(path("base", "a"))).containsExactly("base/a Optional.empty null");
		assertThat(calls.rows(path("base", "b", "1"))).containsExactly("base/b/1 Optional[1] null");
		assertThat(calls.rows(path("base", "c", "2", "three"))).containsExactly("base/c/2/three Optional[2] three");
		assertThat(calls.rows(path("base"))).containsExactly("itself");
		assertThat(calls.rows(path("base", "itself"))).containsExactly("itself");
	}

	@Test
	void whenFlightsAreListedThenEachFixedPathIsThere() {
		assertThat(calls.client().listFlights(Criteria.ALL))
			.extracting((info) -> String.join("/", info.getDescriptor().getPath()))
			.containsExactly("base", "base/a", "base/composed", "base/itself", "base/q1", "base/q2");
	}

	@Test
	void whenAMethodServesSeveralCommandsThenEachIsAFlight() {
		assertThat(calls.rows(command("first"))).containsExactly("null");
		assertThat(calls.rows(command("{\"type\":\"second\",\"name\":\"x\"}"))).containsExactly("x");
		assertThat(calls.rows(command("{\"type\":\"third\",\"name\":\"y\"}"))).containsExactly("y");
		assertThat(calls.client().getInfo(command("first")).getRecords()).isEqualTo(7);
		assertThat(calls.client().getInfo(command("second")).getRecords()).isEqualTo(7);
		assertThat(calls.client().getInfo(command("third")).getRecords()).isEqualTo(-1);
	}

	@Test
	void whenUploadsHaveSeveralPathsThenEachIsTaken() {
		assertThat(calls.put(path("base", "a"), Row.class, new Row("x"))).containsExactly("1");
		assertThat(calls.put(path("base", "z"), Row.class, new Row("x"))).containsExactly("1");
	}

	@Test
	void whenAQueryHasSeveralPathsThenEachIsRun() {
		assertThat(calls.rows(path("base", "q1"))).containsExactly("base/q1");
		assertThat(calls.rows(path("base", "q2"))).containsExactly("base/q2");
	}

	@Test
	void whenAComposedAnnotationHasOnePathThenItIsServed() {
		assertThat(calls.rows(path("base", "composed"))).containsExactly("composed");
		assertThat(calls.rows(command("composed-command"))).containsExactly("composed command");
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@DoGet
	@interface Download {

		@AliasFor(annotation = DoGet.class, attribute = "path")
		String value() default "";

		@AliasFor(annotation = DoGet.class, attribute = "command")
		String command() default "";

	}

	@FlightEndpoint("base")
	static class Several {

		@DoGet({ "a", "b/{number}", "c/{number}/{name}" })
		Stream<Row> paths(FlightDescriptor descriptor, Optional<Integer> number, @Nullable String name) {
			return Stream.of(new Row(String.join("/", descriptor.getPath()) + " " + number + " " + name));
		}

		@DoGet({ "", "itself" })
		Stream<Row> itself() {
			return Stream.of(new Row("itself"));
		}

		@DoGet(command = { "first", "second", "${several.command}" })
		Stream<Row> commands(@FlightCommand Named command) {
			return Stream.of(new Row(String.valueOf(command.name())));
		}

		@GetFlightInfo(command = { "first", "second" })
		Flight info() {
			return Flight.of(Row.class).totalRecords(7);
		}

		@DoPut({ "a", "z" })
		long put(Stream<Row> rows) {
			return rows.count();
		}

		@FlightQuery({ "q1", "q2" })
		Stream<Row> query(FlightDescriptor descriptor) {
			return Stream.of(new Row(String.join("/", descriptor.getPath())));
		}

		@Download("composed")
		Stream<Row> composed() {
			return Stream.of(new Row("composed"));
		}

		@Download(command = "composed-command")
		Stream<Row> composedCommand() {
			return Stream.of(new Row("composed command"));
		}

	}

}
