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

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import kotlin.sequences.Sequence;
import kotlin.sequences.SequencesKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.reactive.ReactiveFlowKt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Handlers of rows of each kind, in each container.
 */
final class RowKindFixture {

	private RowKindFixture() {
	}

	enum Color {

		RED, GREEN

	}

	/**
	 * A class with getters and setters.
	 */
	static class Person {

		private int id;

		private @Nullable String name;

		private @Nullable List<Address> addresses;

		static Person of(int id, @Nullable String name, Address... addresses) {
			Person person = new Person();
			person.setId(id);
			person.setName(name);
			person.setAddresses(List.of(addresses));
			return person;
		}

		public int getId() {
			return this.id;
		}

		public void setId(int id) {
			this.id = id;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable List<Address> getAddresses() {
			return this.addresses;
		}

		public void setAddresses(List<Address> addresses) {
			this.addresses = addresses;
		}

		@Override
		public String toString() {
			return this.id + " " + this.name + " " + this.addresses;
		}

	}

	/**
	 * A class that its constructor fills.
	 */
	static final class Address {

		private final String city;

		private final boolean home;

		Address(String city, boolean home) {
			this.city = city;
			this.home = home;
		}

		public String getCity() {
			return this.city;
		}

		public boolean isHome() {
			return this.home;
		}

		@Override
		public String toString() {
			return this.city + this.home;
		}

	}

	/**
	 * A subclass, as a lazy proxy is.
	 */
	static class LazyPerson extends Person {

		@Override
		public String getName() {
			return "lazy";
		}

	}

	interface Summary {

		String getName();

		int getCount();

	}

	record Line(long id, Color color, @Nullable LocalDateTime at, @Nullable Double weight, @Nullable List<Long> numbers,
			@Nullable Part part, @ArrowField(optional = true) @Nullable String note) {
	}

	record Part(int n) {
	}

	@FlightEndpoint("rows")
	static class Rows {

		private static final Person ANNA = Person.of(1, "anna", new Address("ulm", true));

		private static final Person NAMELESS = Person.of(2, null);

		@DoGet("stream")
		Stream<Person> stream() {
			return Stream.of(ANNA, NAMELESS, new LazyPerson());
		}

		@DoGet("list")
		List<Person> list() {
			return List.of(ANNA, NAMELESS);
		}

		@DoGet("wildcard")
		List<? extends Person> wildcard() {
			return List.of(ANNA, NAMELESS);
		}

		@DoGet("array")
		Person[] array() {
			return new Person[] { ANNA, NAMELESS };
		}

		@DoGet("flux")
		Flux<Person> flux() {
			return Flux.just(ANNA, NAMELESS);
		}

		@DoGet("sequence")
		Sequence<Person> sequence() {
			return SequencesKt.sequenceOf(ANNA, NAMELESS);
		}

		@DoGet("flow")
		Flow<Person> flow() {
			return FlowKt.flowOf(ANNA, NAMELESS);
		}

		@DoGet("stage-of-array")
		CompletionStage<Person[]> stageOfArray() {
			return CompletableFuture.completedFuture(array());
		}

		@DoGet("optional-stream")
		Optional<Stream<Person>> optionalStream() {
			return Optional.of(Stream.of(ANNA, NAMELESS));
		}

		@DoGet("one")
		Person one() {
			return ANNA;
		}

		@DoGet("mono")
		Mono<Person> mono() {
			return Mono.just(ANNA);
		}

		@DoGet("optional")
		Optional<Person> optional() {
			return Optional.of(ANNA);
		}

		@DoGet("empty")
		Optional<Person> empty() {
			return Optional.empty();
		}

		@DoGet("empty-stream")
		Optional<Stream<Person>> emptyStream() {
			return Optional.empty();
		}

		@DoGet("null")
		@Nullable Person none() {
			return null;
		}

		@DoGet("summaries")
		List<Summary> summaries() {
			return List.of(new Summary() {

				@Override
				public String getName() {
					return "s";
				}

				@Override
				public int getCount() {
					return 3;
				}

			});
		}

		@DoGet(path = "maps", schema = Line.class)
		List<Map<String, Object>> maps() {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put("id", 7);
			map.put("color", "GREEN");
			map.put("at", Timestamp.valueOf("2026-01-02 03:04:05.678901"));
			map.put("weight", new BigDecimal("1.5"));
			map.put("numbers", Arrays.asList(1, 2L, null));
			map.put("part", Map.of("n", 4L));
			map.put("other", "ignored");
			return List.of(map);
		}

		@DoGet(path = "map", schema = Part.class)
		Map<String, ?> map() {
			return Map.of("n", (byte) 5);
		}

		@DoGet(path = "map-without-key", schema = Part.class)
		Map<String, Integer> mapWithoutKey() {
			return Map.of("m", 5);
		}

		@DoGet(path = "map-of-another-type", schema = Part.class)
		Map<String, String> mapOfAnotherType() {
			return Map.of("n", "five");
		}

		@DoGet(path = "jdbc", schema = Line.class)
		List<Map<String, Object>> jdbc() {
			JdbcDataSource database = new JdbcDataSource();
			database.setUrl("jdbc:h2:mem:");
			return new JdbcTemplate(database).queryForList("""
					select 1 id, 'RED' color, timestamp '2026-01-02 03:04:05.678901' at, cast(2.5 as double) weight,
						null numbers, null part
					""");
		}

		@DoGet("roots")
		VectorSchemaRoot[] roots(BufferAllocator allocator) {
			return new VectorSchemaRoot[] { VectorSchemaRoot.create(ReturnValueFixture.SCHEMA, allocator),
					VectorSchemaRoot.create(ReturnValueFixture.SCHEMA, allocator) };
		}

		@GetFlightInfo("described")
		Flight described() {
			return Flight.of(Person.class);
		}

		@DoPut("stream")
		String put(Stream<Person> rows) {
			return rows.toList().toString();
		}

		@DoPut("list")
		String put(List<Person> rows) {
			return rows.toString();
		}

		@DoPut("collection")
		String put(Collection<Person> rows) {
			return rows.toString();
		}

		@DoPut("array")
		String put(Person[] rows) {
			return Arrays.toString(rows);
		}

		@DoPut("sequence")
		String put(Sequence<Person> rows) {
			return SequencesKt.toList(rows).toString();
		}

		@DoPut("flow")
		CompletionStage<String> put(Flow<Person> rows) {
			return Flux.from(ReactiveFlowKt.asPublisher(rows)).collectList().map(List::toString).toFuture();
		}

		@DoPut("lines")
		String lines(List<Line> rows) {
			return rows.toString();
		}

		@DoPut("instants")
		int instants(List<Instants> rows) {
			return rows.size();
		}

		@DoExchange("exchange")
		Person[] exchange(Person[] rows) {
			return rows;
		}

		@DoExchange("one")
		Person last(List<Person> rows) {
			return rows.get(rows.size() - 1);
		}

	}

	record Instants(Instant at, @ArrowField(encoding = ArrowField.Encoding.DICTIONARY) String text) {
	}

}
