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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPathVariable;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.support.CatchAllFlights;
import io.github.flightspring.support.CatchAllFlights.Row;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.support.CatchAllFlights.row;
import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Variables that take the rest of a path.
 */
class CatchAllTests {

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(new Class<?>[] { CatchAllFlights.class, Root.class },
				"flight.ticket.accept-paths=true");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAPathBeginsWithASlashThenACatchAllServesIt() {
		assertThat(calls.rows(path("/tmp/x.json"))).containsExactly("/tmp/x.json of root");
		assertThat(calls.rows(new Ticket("/tmp/x.json".getBytes(StandardCharsets.UTF_8))))
			.containsExactly("/tmp/x.json of root");
		assertThat(calls.put(path("/tmp/x.json"), Row.class, new Row("one"))).containsExactly("/tmp/x.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//", "a/", "/a", "a//b", "///a///" })
	void whenAPathHasEmptySegmentsThenTheyArriveAsTheyAre(String path) {
		assertThat(calls.rows(path(path))).containsExactly(path + " of root");
		assertThat(calls.rows(path(path.split("/", -1)))).containsExactly(path + " of root");
		assertThat(calls.client().getInfo(path(path)).getDescriptor()).isEqualTo(path(path));
	}

	@Test
	void whenTheRestIsNothingThenItIsEmpty() {
		assertThat(calls.rows(path("files"))).containsExactly("[] of files");
		assertThat(calls.rows(path("files", "a"))).containsExactly("[a] of files");
		assertThat(calls.rows(path("files", "a,b", "", "c/d"))).containsExactly("[a,b, , c, d] of files");
		assertThat(calls.rows(path("numbers", "1", "2"))).containsExactly("3");
		assertThat(calls.rows(path("maybe"))).containsExactly("Optional[[]] of maybe");
		assertThat(calls.rows(path("maybe", "a,b", "c"))).containsExactly("Optional[[a,b, c]] of maybe");
		assertThat(calls.rows(path("ints", "1", "2"))).containsExactly("3");
	}

	@Test
	void whenOtherPatternsMatchThenTheMoreSpecificWins() {
		assertThat(calls.rows(path("files", "fixed"))).containsExactly("fixed");
		assertThat(calls.rows(path("files", "fixed", "x"))).containsExactly("[fixed, x] of files");
		assertThat(calls.rows(path("files", "deep", "a", "b"))).containsExactly("a/b of deep");
		assertThat(calls.rows(path("files", "deep"))).containsExactly(" of deep");
		assertThat(calls.rows(path("files", "one", "size"))).containsExactly("one's size");
		assertThat(calls.rows(path("exact"))).containsExactly("exact");
		assertThat(calls.rows(path("exact", "more"))).containsExactly("more of exact");
	}

	@Test
	void whenAVariableIsNoCatchAllThenNoEmptySegmentIsItsValue() {
		assertThat(calls.rows(path("files", "", "size"))).containsExactly("[, size] of files");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { ".", "..", "../a", "a/..", "a/./b", "files/../x", "files/a/..", "/..", "//../x", "files//." })
	void whenAPathHasDotsThenItIsRefused(String path) {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path(path))).contains("segment");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path(path.split("/", -1))));
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(new Ticket(path.getBytes(StandardCharsets.UTF_8))));
	}

	@Test
	void whenAPathHasNoElementThenItIsRefused() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path())).isEqualTo("The flight path is empty");
	}

	@Test
	void whenFlightsAreListedThenACatchAllIsNotButWhatIsAddedIs() {
		assertThat(calls.client().listFlights(Criteria.ALL)).extracting(FlightInfo::getDescriptor)
			.contains(path("/tmp/listed.json"), path("exact"))
			.noneMatch((descriptor) -> descriptor.toString().contains("*"));
		FlightInfo listed = calls.client().getInfo(path("/tmp/listed.json"));
		assertThat(calls.rows(listed.getEndpoints().get(0).getTicket())).containsExactly("/tmp/listed.json of root");
	}

	@FlightEndpoint
	static class Root {

		@DoGet("{*rest}")
		Stream<Row> root(String rest) {
			return row(rest + " of root");
		}

		@DoPut("{*rest}")
		String put(@FlightPathVariable("rest") String name, Stream<Row> rows) {
			rows.forEach((row) -> {
			});
			return name;
		}

		@DoGet("ints/{*all}")
		Stream<Row> ints(int[] all) {
			return row(String.valueOf(Arrays.stream(all).sum()));
		}

		@DoGet("maybe/{*rest}")
		Stream<Row> maybe(Optional<List<String>> rest) {
			return row(rest + " of maybe");
		}

		@DoGet("exact")
		Stream<Row> exact() {
			return row("exact");
		}

		@DoGet("exact/{*rest}")
		Stream<Row> below(String rest) {
			return row(rest + " of exact");
		}

		@ListFlights
		Flight listed() {
			return Flight.of(Row.class).path("/tmp/listed.json");
		}

	}

}
