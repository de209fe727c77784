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

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.StringValue;
import io.github.flightspring.handler.ReturnValueFixture.Custom;
import io.github.flightspring.handler.ReturnValueFixture.Number;
import io.github.flightspring.handler.ReturnValueFixture.Results;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each kind of return value that a handler may have: its rows, its schema without them,
 * its failure in mid-stream, and that it is closed once whatever happens.
 */
class ReturnValueTests {

	private static FlightCalls calls;

	@BeforeAll
	static void start() throws SQLException {
		calls = FlightCalls.start(new Class<?>[] { Results.class, ReturnedAnswers.class, Custom.class },
				"flight.server.max-batch-size=1KB");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@BeforeEach
	void forget() {
		Results.CLOSED.clear();
		Results.PULLED.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "root", "reader", "stream", "iterator", "iterable", "collection", "flux", "batches-reused",
			"batches-fresh", "batch-iterator", "batch-iterable", "batch-flux", "stage-of-stream", "stage-of-reader",
			"mono-of-reader", "mono-of-flux", "result-set", "sink" })
	void whenAHandlerReturnsRowsThenTheyAreSentAndWhatHoldsThemIsClosedOnce(String kind) {
		Ticket ticket = calls.ticket(path("rows", kind));
		forget();
		assertThat(calls.rows(ticket)).containsExactly("1", "2", "3");
		assertThat(closed(kind)).isLessThanOrEqualTo(1);
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reader", "batches-reused", "batches-fresh", "batch-iterator", "batch-iterable",
			"stage-of-reader", "mono-of-reader", "result-set", "sink" })
	void whenOnlyTheSchemaIsAskedForThenNoRowsAreReadAndWhatIsOpenIsClosed(String kind) {
		Schema schema = calls.client().getSchema(path("rows", kind)).getSchema();
		assertThat(schema.getFields()).singleElement()
			.satisfies((field) -> assertThat(field.getName()).isEqualToIgnoringCase("n"));
		assertThat(Results.PULLED.getOrDefault(kind, 0)).isLessThanOrEqualTo(kind.startsWith("batch") ? 1 : 0);
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "iterator", "iterable", "flux", "stage-of-stream" })
	void whenTheRecordTellsTheSchemaThenTheHandlerIsNotOpenedForIt(String kind) {
		assertThat(calls.client().getSchema(path("rows", kind)).getSchema()).isEqualTo(ReturnValueFixture.SCHEMA);
		assertThat(Results.PULLED).doesNotContainKey(kind);
		assertThat(closed(kind)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reader", "stream", "iterator", "iterable", "flux", "batches-reused", "batches-fresh",
			"batch-iterator", "batch-flux", "sink" })
	void whenAHandlerFailsInMidStreamThenTheClientGetsAnErrorAfterTheFirstBatches(String kind) throws Exception {
		int batches = 0;
		Throwable failure = null;
		Ticket ticket = calls.ticket(path("failing", kind));
		forget();
		try (FlightStream stream = calls.client().getStream(ticket)) {
			while (stream.next()) {
				batches++;
			}
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		assertThat(batches).isPositive();
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(FlightCalls.status(failure).description()).contains("error id").doesNotContain("secret");
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@Test
	void whenThereAreNoRowsThenThereIsStillASchema() throws Exception {
		for (String kind : List.of("records", "declared", "result-set")) {
			try (FlightStream stream = calls.client().getStream(calls.ticket(path("empty", kind)))) {
				assertThat(stream.getSchema().getFields()).as(kind)
					.singleElement()
					.satisfies((field) -> assertThat(field.getName()).isEqualToIgnoringCase("n"));
				assertThat(stream.next()).isFalse();
			}
		}
	}

	@Test
	void whenThereAreNoBatchesAndNoSchemaThenThatIsAnError() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("empty/undeclared")).contains("error id");
		assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getSchema(path("empty/undeclared")));
	}

	@Test
	void whenAHandlerReturnsNullThenThatIsAnError() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("null")).contains("error id");
	}

	@Test
	void whenOpeningFailsThenTheValueIsClosed() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("unopenable"));
		assertThat(closed("unopenable")).isEqualTo(1);
	}

	@Test
	void whenAHandlerSwallowsTheEndOfAProbeThenTheSchemaIsKnownEvenSo() {
		assertThat(calls.client().getSchema(path("stubborn")).getSchema()).isEqualTo(ReturnValueFixture.SCHEMA);
		assertThat(calls.rows("stubborn")).containsExactly("1");
	}

	@Test
	void whenAnActionReturnsResultsThenEachIsSent() {
		assertThat(calls.action("nothing", "")).isEmpty();
		assertThat(calls.action("null", "")).isEmpty();
		assertThat(calls.action("empty-optional", "")).isEmpty();
		assertThat(calls.action("optional", "")).containsExactly("text");
		assertThat(calls.action("record", "")).containsExactly("{\"sum\":3}");
		assertThat(calls.action("records", "")).containsExactly("{\"sum\":1}", "{\"sum\":2}");
		assertThat(calls.action("list", "")).containsExactly("a", "b");
		assertThat(calls.action("flux", "")).containsExactly("1", "2");
		assertThat(calls.action("mono", "")).containsExactly("{\"sum\":4}");
		assertThat(calls.action("void-mono", "")).isEmpty();
		assertThat(calls.action("stage", "")).containsExactly("{\"sum\":5}");
		assertThat(calls.action("map", "")).containsExactly("{\"a\":1}");
		assertThat(calls.action("tree", "")).containsExactly("{\"a\":1}");
		assertThat(calls.action("bytes", new byte[0])).containsExactly(new byte[] { 0, (byte) 0xFF });
		assertThat(calls.action("proto", new byte[0])).containsExactly(StringValue.of("x").toByteArray());
	}

	@Test
	void whenResultsOfAnActionFailThenThoseBeforeHaveArrived() {
		List<byte[]> results = new ArrayList<>();
		Throwable failure = catchThrowable(() -> calls.client()
			.doAction(new org.apache.arrow.flight.Action("failing"))
			.forEachRemaining((result) -> results.add(result.getBody())));
		assertThat(results).hasSize(2);
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(closed("failing-action")).isEqualTo(1);
	}

	@Test
	void whenAnUploadReturnsResultsThenEachIsSent() {
		assertThat(calls.put(path("put", "void"), Number.class, new Number(1))).isEmpty();
		assertThat(calls.put(path("put", "record"), Number.class, new Number(1))).containsExactly("{\"sum\":1}");
		assertThat(calls.put(path("put", "stream"), Number.class, new Number(1), new Number(2))).containsExactly("1",
				"2");
	}

	@Test
	void whenInfoIsReturnedThenAllOfItReachesTheClient() {
		FlightInfo info = calls.client().getInfo(path("info", "flight"));
		assertThat(info.getDescriptor().getPath()).containsExactly("info", "flight");
		assertThat(info.getSchemaOptional()).contains(ReturnValueFixture.SCHEMA);
		assertThat(info.getRecords()).isEqualTo(10);
		assertThat(info.getBytes()).isEqualTo(1000);
		assertThat(info.getOrdered()).isTrue();
		assertThat(info.getAppMetadata()).asString().isEqualTo("whole");
		assertThat(info.getEndpoints()).hasSize(2).allSatisfy((endpoint) -> {
			assertThat(endpoint.getExpirationTime()).isPresent();
			assertThat(endpoint.getTicket().getBytes()).isNotEmpty();
		});
		assertThat(info.getEndpoints().get(0).getLocations()).isEmpty();
		assertThat(info.getEndpoints().get(1).getLocations())
			.containsExactly(org.apache.arrow.flight.Location.reuseConnection());
		assertThat(info.getEndpoints().get(1).getAppMetadata()).asString().isEqualTo("part");
		assertThat(calls.client().getInfo(path("info", "stage")).getRecords()).isEqualTo(11);
		assertThat(calls.client().getInfo(path("info", "mono")).getRecords()).isEqualTo(12);
		assertThat(calls.client().getInfo(path("info", "arrow")).getRecords()).isEqualTo(13);
		assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getInfo(path("info", "null")));
	}

	@Test
	void whenPollInfoIsReturnedThenAllOfItReachesTheClient() {
		PollInfo poll = calls.client().pollInfo(path("info", "poll"));
		assertThat(poll.getProgress()).contains(0.5);
		assertThat(poll.getFlightDescriptor()).contains(FlightDescriptor.path("info", "poll", "again"));
		assertThat(calls.client().pollInfo(path("info", "flight")).getProgress()).contains(1.0);
	}

	@Test
	void whenASchemaIsReturnedThenItReachesTheClient() {
		for (String kind : List.of("schema", "result", "class")) {
			assertThat(calls.client().getSchema(path("schema", kind)).getSchema()).as(kind)
				.isEqualTo(ReturnValueFixture.SCHEMA);
		}
	}

	@Test
	void whenFlightsAreListedThenThoseOfEveryHandlerAreThere() {
		assertThat(calls.client().listFlights(Criteria.ALL)).filteredOn((info) -> !info.getDescriptor().isCommand())
			.extracting((info) -> info.getDescriptor().getPath())
			.contains(List.of("rows", "stream"), List.of("listed", "one"), List.of("listed", "two"));
		assertThat(calls.client().listFlights(Criteria.ALL))
			.extracting((info) -> new String(
					info.getDescriptor().isCommand() ? info.getDescriptor().getCommand() : new byte[0]))
			.contains("listed-command");
	}

	@Test
	void whenAFlightCannotBeDescribedThenTheOthersAreListedEvenSo() {
		assertThat(calls.client().listFlights(Criteria.ALL)).filteredOn((info) -> !info.getDescriptor().isCommand())
			.extracting((info) -> info.getDescriptor().getPath())
			.doesNotContain(List.of("empty", "undeclared"))
			.contains(List.of("empty", "declared"));
	}

	@Test
	void whenAHandlerBeanServesAReturnTypeThenItIsAskedBeforeTheStarters() {
		assertThat(calls.rows("custom")).containsExactly("42");
	}

	private static int closed(String kind) {
		return (int) Results.CLOSED.stream().filter(kind::equals).count();
	}

}
