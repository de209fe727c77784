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

package io.github.flightspring.autoconfigure.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Unit;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values in Arrow that do not fit, over HTTP and over gRPC, and numbers in the rest of a
 * request.
 */
class ArrowValueTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Flights.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.505", "1.005", "100000000.000" })
	void whenADecimalDoesNotFitThenBothTransportsNameItsRowAndColumn(String value) throws Exception {
		assertRefused("prices", value,
				"row 1, column 'price': the value '" + value + "' does not fit a decimal of precision 10 and scale 2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "86400", "-1", "2147483647" })
	void whenATimeOfDayIsWithinNoDayThenBothTransportsNameItsRowAndColumn(String value) throws Exception {
		assertRefused("times", value, "value 1 of column 't' is " + value + " seconds, which is no time of day");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "days | 742170348748800000 | '742170348748800000' is not within the range of the column",
					"instants | 9223372036854775807 | '9223372036854775807' is not within the range of the column",
					"seconds | 500 | '00:00:00.500' is not a whole number of seconds, the unit of the column",
					"micros | 1 | 'PT0.000000001S' is not a whole number of microseconds, the unit of the column" })
	void whenATimeDoesNotFitThenBothTransportsNameItsRowAndColumn(String flight, String value, String problem)
			throws Exception {
		assertRefused(flight, value, "row 1, column 'v': the value " + problem);
	}

	@ParameterizedTest
	@CsvSource({ "days,-86400000", "instants,-9223372036854775", "seconds,86399000", "micros,-1000" })
	void whenATimeOfAnotherUnitFitsThenBothTransportsTakeIt(String flight, String value) throws Exception {
		assertThat(http(flight, value).statusCode()).isEqualTo(200);
		assertThat(grpc(flight, value).isOk()).isTrue();
		application.awaitNoCalls();
	}

	@Test
	void whenValuesFitThenBothTransportsTakeThem() throws Exception {
		for (String flight : List.of("prices", "times")) {
			for (String value : List.of(flight.equals("prices") ? "-99999999.990" : "86399", "0")) {
				assertThat(http(flight, value).statusCode()).isEqualTo(200);
				assertThat(grpc(flight, value).isOk()).isTrue();
			}
		}
		application.awaitNoCalls();
	}

	@Test
	void whenANumberOfTheRequestIsTooMuchThenItIsRefusedInNoTime() throws Exception {
		assertThat(text(application.get("/flight/numbers/12?n=3"))).contains("12 3");
		assertThat(application.get("/flight/numbers/12?n=%D9%A3").statusCode()).isEqualTo(400);
		for (String number : List.of("1e-2147483648", "1e99999999999999999999", "1".repeat(1001), "x")) {
			HttpResponse<byte[]> path = application.get("/flight/numbers/" + number);
			assertThat(path.statusCode()).isEqualTo(400);
			assertThat(path.body()).hasSizeLessThan(300);
			HttpResponse<byte[]> query = application.get("/flight/numbers/1?n=" + number);
			assertThat(query.statusCode()).isEqualTo(400);
			assertThat(text(query)).contains("n: '" + number.substring(0, 1)).contains("is not a valid value");
		}
		assertThat(text(application.get("/flight/numbers/1?list=7&list=8"))).contains("1 null 2");
		assertThat(application.get("/flight/numbers/1?list=1&list=" + "7".repeat(1001)).statusCode()).isEqualTo(400);
		try (BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", port()))
					.build()) {
			String digits = "1".repeat(1_000_000);
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> client.getInfo(FlightDescriptor.path("numbers", digits))
					.getEndpoints()
					.forEach((endpoint) -> client.getStream(endpoint.getTicket()).next()))
				.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT))
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
		}
	}

	private static void assertRefused(String flight, String value, String problem) throws Exception {
		HttpResponse<byte[]> response = http(flight, value);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains(problem);
		Status status = grpc(flight, value);
		assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
		assertThat(status.getDescription()).contains(problem);
		application.awaitNoCalls();
	}

	private static int port() {
		return application.context().getBean(GrpcServerLifecycle.class).getPort();
	}

	private static Status grpc(String flight, String value) throws Exception {
		ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", port()).usePlaintext().build();
		try (BufferAllocator allocator = new RootAllocator();
				VectorSchemaRoot root = Flights.rows(flight, value, allocator);
				WireCall<PutResult> upload = new WireClient(channel, allocator).put(WireClient.path(flight))) {
			upload.start(root);
			upload.write(root);
			upload.halfClose();
			return upload.status();
		}
		finally {
			channel.shutdownNow();
		}
	}

	private static HttpResponse<byte[]> http(String flight, String value) throws Exception {
		byte[] body = application.get("/flight/" + flight + "?value=" + value).body();
		return application.send(application.request("/flight/" + flight).PUT(BodyPublishers.ofByteArray(body)));
	}

	/**
	 * Flights that read what they get.
	 */
	@FlightEndpoint("")
	static class Flights {

		record Price(@ArrowDecimal(precision = 10, scale = 2) BigDecimal price) {
		}

		record Text(String text) {
		}

		record Day(LocalDate v) {
		}

		record Moment(Instant v) {
		}

		record Second(@ArrowField(unit = Unit.SECOND) LocalTime v) {
		}

		record Micros(Duration v) {
		}

		@DoPut("prices")
		long prices(Stream<Price> rows) {
			return rows.toList().size();
		}

		@DoPut("days")
		long days(Stream<Day> rows) {
			return rows.toList().size();
		}

		@DoPut("instants")
		long instants(Stream<Moment> rows) {
			return rows.toList().size();
		}

		@DoPut("seconds")
		long seconds(Stream<Second> rows) {
			return rows.toList().size();
		}

		@DoPut("micros")
		long micros(Stream<Micros> rows) {
			return rows.toList().size();
		}

		static VectorSchemaRoot rows(String flight, String value, BufferAllocator allocator) {
			if (flight.equals("times")) {
				TimeSecVector times = new TimeSecVector("t", allocator);
				times.setSafe(0, 1);
				times.setSafe(1, Integer.parseInt(value));
				return root(times);
			}
			if (!flight.equals("prices")) {
				return root(times(flight, Long.parseLong(value), allocator));
			}
			DecimalVector prices = new DecimalVector("price", allocator, 38, 3);
			prices.setSafe(0, new BigDecimal("1.500"));
			prices.setSafe(1, new BigDecimal(value).setScale(3));
			return root(prices);
		}

		private static FieldVector times(String flight, long value, BufferAllocator allocator) {
			switch (flight) {
				case "days" -> {
					DateMilliVector days = new DateMilliVector("v", allocator);
					days.setSafe(0, 0);
					days.setSafe(1, value);
					return days;
				}
				case "instants" -> {
					TimeStampMilliTZVector instants = new TimeStampMilliTZVector("v", allocator, "UTC");
					instants.setSafe(0, 0);
					instants.setSafe(1, value);
					return instants;
				}
				case "seconds" -> {
					TimeMilliVector times = new TimeMilliVector("v", allocator);
					times.setSafe(0, 0);
					times.setSafe(1, Math.toIntExact(value));
					return times;
				}
				default -> {
					FieldType nanos = FieldType.nullable(new ArrowType.Duration(TimeUnit.NANOSECOND));
					DurationVector durations = new DurationVector("v", nanos, allocator);
					durations.setSafe(0, 0);
					durations.setSafe(1, value);
					return durations;
				}
			}
		}

		private static VectorSchemaRoot root(FieldVector column) {
			column.setValueCount(2);
			return new VectorSchemaRoot(List.of(column));
		}

		@DoGet("{flight}")
		void rows(String flight, @FlightParam String value, FlightSink sink, BufferAllocator allocator) {
			try (VectorSchemaRoot root = rows(flight, value, allocator)) {
				sink.write(root);
			}
		}

		@DoPut("times")
		void times(ArrowReader rows) throws Exception {
			while (rows.loadNextBatch()) {
				rows.getVectorSchemaRoot();
			}
		}

		@DoGet("numbers/{number}")
		Stream<Text> numbers(BigInteger number, @FlightParam(required = false) BigDecimal n,
				@FlightParam(required = false) List<Integer> list) {
			return Stream.of(new Text(number + " " + n + " " + ((list != null) ? list.size() : "")));
		}

	}

}
