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

package io.github.flightspring.handler.validation;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.validation.annotation.Validated;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows and parameters with constraints, over gRPC and over HTTP.
 */
class ArgumentValidationTests {

	private static final List<Order> stored = new CopyOnWriteArrayList<>();

	private static FlightCalls calls;

	private static HttpApplication http;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(new Class<?>[] { Orders.class, ValidatedOrders.class });
		http = HttpApplication.start(new Class<?>[] { Orders.class, ValidatedOrders.class });
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
		http.close();
	}

	@BeforeEach
	void clear() {
		stored.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "valid-stream", "validated-stream", "iterator", "iterable", "flux", "publisher",
			"v-stream", "v-valid-stream", "v-iterator", "v-iterable", "v-valid-iterable", "v-flux", "v-valid-flux" })
	void whenARowOfAnUploadIsInvalidThenItsPositionColumnAndMessageAreTold(String path) {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.put(path(path), Order.class,
				new Order("a", 1, List.of()), new Order("b", 2, List.of()), new Order("c", -1, List.of())))
			.isEqualTo("row 2, column 'quantity': must be greater than 0");
		assertThat(stored).isEmpty();
		calls.put(path(path), Order.class, new Order("a", 1, List.of()), new Order("b", 2, List.of()));
		assertThat(stored).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "valid-stream", "iterator", "flux", "v-stream", "v-iterable" })
	void whenARowOfAnHttpUploadIsInvalidThenItsLineIsTold(String path) throws Exception {
		HttpResponse<byte[]> response = http.send(http.request("/flight/" + path)
			.header("Content-Type", "application/x-ndjson")
			.PUT(BodyPublishers.ofString("""
					{"name":"a","quantity":1,"parts":[]}
					{"name":"b","quantity":-1,"parts":[]}
					""")));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains("Line 2, column 'quantity': must be greater than 0")
			.contains("\"line\":2", "\"code\":\"INVALID_ARGUMENT\"");
		assertThat(stored).isEmpty();
		http.awaitNoCalls();
	}

	@Test
	void whenAnHttpUploadOfArrowIsInvalidThenTheRowIsTold() throws Exception {
		HttpResponse<byte[]> arrow = http.get("/flight/samples");
		HttpResponse<byte[]> response = http
			.send(http.request("/flight/stream").PUT(BodyPublishers.ofByteArray(arrow.body())));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains("row 1, column 'quantity': must be greater than 0");
		http.awaitNoCalls();
	}

	@Test
	void whenARowHasSeveralErrorsThenAllAreTold() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.put(path("stream"), Order.class, new Order(" ", 0, List.of(new Part("")))))
			.isEqualTo("row 0, column 'name': must not be blank, column 'parts[0].code': must not be blank, "
					+ "column 'quantity': must be greater than 0");
	}

	@Test
	void whenRowsAreExchangedThenTheyAreValidated() {
		assertThat(calls.exchange(path("exchange"), Order.class, new Order("a", 1, List.of())))
			.containsExactly("a,1,[]");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.exchange(path("exchange"), Order.class, new Order("a", 0, List.of())))
			.isEqualTo("row 0, column 'quantity': must be greater than 0");
	}

	@Test
	void whenGroupsAreNamedThenOnlyTheirConstraintsCount() {
		calls.put(path("grouped"), Grouped.class, new Grouped(-1, "long enough"));
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.put(path("grouped"), Grouped.class, new Grouped(-1, "x")))
			.isEqualTo("row 0, column 'note': size must be between 3 and 2147483647");
	}

	@ParameterizedTest
	@CsvSource({ "n/101,n: must be less than or equal to 100", "v-n/101,n: must be less than or equal to 100",
			"name/%20,name: must not be blank", "inherited/101,n: must be less than or equal to 100" })
	void whenAParameterIsInvalidThenItIsTold(String path, String problem) throws Exception {
		String[] segments = path.replace("%20", " ").split("/");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(path(segments))).isEqualTo(problem);
		HttpResponse<byte[]> response = http.get("/flight/" + path);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(text(response)).contains("\"detail\":\"" + problem + "\"");
		http.awaitNoCalls();
	}

	@Test
	void whenParametersAreValidThenTheyArePassed() {
		assertThat(calls.rows(path("n", "100"))).hasSize(1);
		assertThat(calls.rows(path("name", "a"))).hasSize(1);
		assertThat(calls.action("many", "[{\"code\":\"a\"}]")).hasSize(1);
	}

	@Test
	void whenABodyIsAContainerThenItsElementsAreValidated() {
		for (String action : List.of("many", "elements")) {
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action(action, "[{\"code\":\"\"}]"))
				.isEqualTo("parts[0].code: must not be blank");
		}
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.action("many", "[]"))
			.isEqualTo("parts: must not be empty");
	}

	@Test
	void whenAParameterBesidesRowsIsInvalidThenNoRowIsRead() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.put(path("limited", "101"), Order.class, new Order("", -1, List.of())))
			.isEqualTo("n: must be less than or equal to 100");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> calls.put(path("limited", "1"), Order.class, new Order("a", -1, List.of())))
			.isEqualTo("row 0, column 'quantity': must be greater than 0");
	}

	@Test
	void whenACommandIsValidAndAnotherParameterHasAConstraintThenBothAreChecked() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> calls.rows(command("{\"type\":\"code\",\"code\":\"\"}")))
			.isEqualTo("code: must not be blank");
		assertThat(calls.rows(command("{\"type\":\"code\",\"code\":\"x\"}"))).hasSize(1);
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	interface Few {

	}

	interface Inherited {

		@DoGet("inherited/{n}")
		Stream<Part> inherited(@Max(100) int n);

		long inheritedStream(Stream<@Valid Order> rows);

	}

	record Part(@NotBlank String code) {
	}

	record Order(@NotBlank String name, @ArrowField(name = "quantity") @Positive int count, List<@Valid Part> parts) {
	}

	record Grouped(@Positive int count, @Size(min = 3, groups = Few.class) String note) {
	}

	@FlightEndpoint
	static class Orders implements Inherited {

		@DoPut("stream")
		long stream(Stream<@Valid Order> rows) {
			return store(rows.toList());
		}

		@DoPut("valid-stream")
		long validStream(@Valid @NotNull Stream<Order> rows) {
			return store(rows.toList());
		}

		@DoPut("validated-stream")
		long validatedStream(@Validated Stream<Order> rows) {
			return store(rows.toList());
		}

		@DoPut("iterator")
		long iterator(Iterator<@Valid Order> rows) {
			List<Order> all = new ArrayList<>();
			rows.forEachRemaining(all::add);
			return store(all);
		}

		@DoPut("iterable")
		long iterable(Iterable<@Valid Order> rows) {
			List<Order> all = new ArrayList<>();
			rows.forEach(all::add);
			return store(all);
		}

		@DoPut("flux")
		long flux(Flux<@Valid Order> rows) {
			return store(rows.collectList().block());
		}

		@DoPut("publisher")
		long publisher(@Valid Publisher<Order> rows) {
			return store(Flux.from(rows).collectList().block());
		}

		@DoPut("grouped")
		long grouped(@Validated(Few.class) Stream<Grouped> rows) {
			return rows.toList().size();
		}

		@DoPut("limited/{n}")
		long limited(@Max(100) int n, Stream<@Valid Order> rows) {
			return store(rows.toList());
		}

		@DoExchange("exchange")
		Stream<Order> exchange(Stream<@Valid Order> rows) {
			return rows;
		}

		@DoGet("samples")
		Stream<Order> samples() {
			return Stream.of(new Order("a", 1, List.of()), new Order("b", 0, List.of()));
		}

		@DoGet("n/{n}")
		Stream<Part> n(@Max(100) int n) {
			return Stream.of(new Part("" + n));
		}

		@DoGet("name/{name}")
		Stream<Part> name(@NotBlank String name) {
			return Stream.of(new Part(name));
		}

		@DoGet(command = "code")
		Stream<Part> code(@FlightCommand @Valid Part part, @NotNull FlightCall call) {
			return Stream.of(part);
		}

		@DoAction
		long many(@NotEmpty @Valid List<Part> parts) {
			return parts.size();
		}

		@DoAction
		long elements(List<@Valid Part> parts) {
			return parts.size();
		}

		@Override
		public Stream<Part> inherited(int n) {
			return Stream.of(new Part("" + n));
		}

		@Override
		@DoPut("inherited-stream")
		public long inheritedStream(Stream<Order> rows) {
			return store(rows.toList());
		}

		static long store(List<Order> orders) {
			stored.addAll(orders);
			return orders.size();
		}

	}

	@FlightEndpoint
	@Validated
	static class ValidatedOrders {

		@DoPut("v-stream")
		long stream(Stream<@Valid Order> rows) {
			return Orders.store(rows.map((row) -> row).toList());
		}

		@DoPut("v-valid-stream")
		long validStream(@Valid Stream<Order> rows) {
			return Orders.store(rows.toList());
		}

		@DoPut("v-iterator")
		long iterator(Iterator<@Valid Order> rows) {
			List<Order> all = new ArrayList<>();
			rows.forEachRemaining(all::add);
			return Orders.store(all);
		}

		@DoPut("v-iterable")
		long iterable(Iterable<@Valid Order> rows) {
			List<Order> all = new ArrayList<>();
			rows.forEach(all::add);
			return Orders.store(all);
		}

		@DoPut("v-valid-iterable")
		long validIterable(@Valid Iterable<Order> rows) {
			return iterable(rows);
		}

		@DoPut("v-flux")
		long flux(Flux<@Valid Order> rows) {
			return Orders.store(rows.collectList().block());
		}

		@DoPut("v-valid-flux")
		long validFlux(@Valid Flux<Order> rows) {
			return Orders.store(rows.collectList().block());
		}

		@DoGet("v-n/{n}")
		Stream<Part> n(@Max(100) int n) {
			return Stream.of(new Part("" + n));
		}

	}

}
