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
import java.util.List;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.github.flightspring.handler.ParameterFixture.Custom;
import io.github.flightspring.handler.ParameterFixture.Number;
import io.github.flightspring.handler.ParameterFixture.Parameters;
import io.github.flightspring.handler.ParameterFixture.Row;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightDescriptor;
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
 * Each kind of parameter that a handler may have.
 */
class ParameterTests {

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(new Class<?>[] { Parameters.class, Custom.class });
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAParameterHasTheNameOfAVariableThenItIsConverted() {
		assertThat(calls.rows("variables/RED/7/2026-01-31/x")).containsExactly("RED 7 2026-01-31 x");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("variables/BLUE/7/2026-01-31/x"))
			.isEqualTo("color: 'BLUE' is not a valid value");
	}

	@Test
	void whenAParameterHasTheTypeOfAPartThenItsNameDoesNotCount() {
		assertThat(calls.rows("typed/one/two")).containsExactly("DoGet two");
	}

	@Test
	void whenACommandIsJsonThenItIsReadIntoARecord() {
		assertThat(calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":3},\"airports\":[\"ATL\"]}")))
			.containsExactly("Delays[range=Range[from=3], airports=[ATL]]");
	}

	@Test
	void whenACommandIsInvalidThenTheFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":-3},\"airports\":[\"ATL\",\"\"]}")))
			.isEqualTo("airports[1].<list element>: must not be empty, "
					+ "range.from: must be greater than or equal to 0");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.rows(command("{\"type\":\"delays\",\"range\":{\"from\":\"x\"}}")))
			.contains("range.from");
	}

	@Test
	void whenACommandIsAWordThenItIsTheName() {
		assertThat(calls.rows(command("text"))).containsExactly("text");
		assertThat(calls.rows(command("bytes"))).containsExactly("5");
	}

	@Test
	void whenACommandIsAnAnyThenItsMessageIsRead() {
		byte[] any = Any.pack(StringValue.of("packed")).toByteArray();
		assertThat(calls.rows(FlightDescriptor.command(any))).containsExactly("packed");
	}

	@Test
	void whenACodecBeanKnowsACommandThenItIsAskedFirst() {
		assertThat(calls.rows(command("#custom body"))).containsExactly("body");
	}

	@Test
	void whenATicketIsForAPartitionThenTheHandlerGetsItsValue() {
		assertThat(calls.rows("months")).containsExactly("Month[number=1]", "Month[number=2]");
		assertThat(calls.rows("optional-months")).containsExactly("Optional[Month[number=4]]");
	}

	@Test
	void whenATicketIsForTheWholeFlightThenThereIsNoPartition() {
		assertThat(calls.rows("whole")).containsExactly("null Optional.empty");
	}

	@Test
	void whenAPartitionIsInvalidThenItsFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("invalid-months"))
			.isEqualTo("number: must be greater than or equal to 1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("invalid-optional-months"))
			.isEqualTo("number: must be greater than or equal to 1");
	}

	@Test
	void whenHeadersAreSentThenTheyAreConverted() {
		CallHeaders headers = new FlightCallHeaders();
		headers.insert("x-number", "42");
		headers.insert("x-many", "a");
		headers.insert("x-many", "b");
		headers.insert("x-optional", "7");
		headers.insert("x-data-bin", new byte[] { 1, 2, (byte) 0xFF });
		headers.insert("plain", "named by the parameter");
		assertThat(calls.rows(path("headers"), new HeaderCallOption(headers)))
			.containsExactly("42 [a, b] Optional[7] [1, 2, -1] named by the parameter");
	}

	@Test
	void whenHeadersAreMissingOrWrongThenThatIsSaid() {
		assertThat(calls.rows("headers/optional")).containsExactly("null Optional.empty null null");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows("headers"))
			.isEqualTo("The header 'x-number' is missing");
		CallHeaders headers = new FlightCallHeaders();
		headers.insert("x-number", "many");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path("headers"), new HeaderCallOption(headers)))
			.isEqualTo("The header 'x-number' has no valid value");
	}

	@Test
	void whenAHandlerTakesTheCallThenItsPartsAreThere() {
		CallOption timeout = CallOptions.timeout(20, java.util.concurrent.TimeUnit.SECONDS);
		assertThat(calls.rows(path("call"), timeout).get(0))
			.matches("DoGet grpc 127.0.0.1 null false (1[0-9]|20) " + "flight-call-[0-9]+-DoGet call [0-9]+ DoGet");
	}

	@Test
	void whenRowsAreUploadedThenEachKindOfContainerGetsThem() {
		for (String kind : List.of("reader", "flight-reader", "records", "iterator", "iterable", "flux", "batches",
				"batch-iterator", "batch-flux")) {
			assertThat(calls.put(path("put", kind), Number.class, new Number(1), new Number(2), new Number(39)))
				.as(kind)
				.containsExactly("42");
		}
	}

	@Test
	void whenAnUploadDoesNotFitTheRecordThenTheFieldIsNamed() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path("put/records"), Row.class, new Row("x")))
			.contains("n");
	}

	@Test
	void whenAnUploadDoesNotFitTheDeclaredSchemaThenTheFieldIsNamed() {
		assertThat(calls.put(path("put/declared"), Number.class, new Number(1))).containsExactly("1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path("put/declared"), Row.class, new Row("x")))
			.contains("n");
	}

	@Test
	void whenAHandlerAcknowledgesThenEachResultReachesTheClient() {
		assertThat(calls.put(path("put/acknowledged"), Number.class, new Number(1), new Number(2))).containsExactly("1",
				"{\"n\":2}", "", "done");
	}

	@Test
	void whenRowsAreExchangedThenEachKindOfContainerStreams() {
		for (String kind : List.of("exchange-stream", "exchange-flux", "exchange-sink")) {
			assertThat(calls.exchange(command(kind), Number.class, new Number(1), new Number(2))).as(kind)
				.containsExactly("2", "4");
		}
	}

	@Test
	void whenFlightsAreListedThenTheHandlerGetsTheCriteria() {
		assertThat(calls.client().listFlights(new Criteria("only this".getBytes(StandardCharsets.UTF_8))))
			.extracting((info) -> info.getDescriptor().getPath())
			.containsExactly(List.of("listed", "only this"));
	}

	@Test
	void whenAnActionHasABodyThenItIsRead() {
		assertThat(calls.action("json", "{\"number\":3}")).containsExactly("Month[number=3]");
		assertThat(calls.action("text", "ü")).containsExactly("ü");
		assertThat(calls.action("binary", "abc")).containsExactly("3");
		for (byte[] body : List.of(StringValue.of("message").toByteArray(),
				Any.pack(StringValue.of("message")).toByteArray())) {
			assertThat(calls.action("proto", body)).singleElement()
				.satisfies((result) -> assertThat(StringValue.parseFrom(result).getValue()).isEqualTo("message!"));
			assertThat(calls.action("packed", body)).singleElement()
				.satisfies((result) -> assertThat(Any.parseFrom(result).unpack(StringValue.class).getValue())
					.isEqualTo("message!"));
		}
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.action("proto", Any.pack(BoolValue.of(true)).toByteArray()))
			.contains("Any of google.protobuf.BoolValue");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("proto", BoolValue.of(true).toByteArray()))
			.contains("no field of the protobuf message google.protobuf.StringValue");
		assertThat(calls.action("action", "abc")).containsExactly("action 3");
		assertThat(calls.action("list", "[1,2]")).containsExactly("[1, 2]");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("json", "{\"number\":0}"))
			.isEqualTo("number: must be greater than or equal to 1");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("json", "{\"nmber\":1}"))
			.isEqualTo("number: is missing");
	}

	@Test
	void whenAResolverBeanServesAParameterThenItIsAskedBeforeTheStarters() {
		assertThat(calls.rows("custom/x")).containsExactly("custom resolver custom allocator: true");
	}

}
