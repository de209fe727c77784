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

package io.github.flightspring.arrow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Nullability;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema of a record.
 */
class RecordMapperTests {

	@Test
	void whenDeparturesThenFieldsHaveNamesTypesAndNullability() {
		assertThat(RecordMapper.of(Departure.class).schema().getFields()).map(Field::toString)
			.containsExactly("date: Timestamp(MICROSECOND, UTC)", "delay: Int(64, true) not null",
					"distance: Int(32, true) not null", "origin: Utf8", "destination: Utf8");
	}

	@Test
	void whenFieldIsAnnotatedThenNameOrderAndNullabilityAreItsOwn() {
		assertThat(RecordMapper.of(Annotated.class).schema().getFields()).map(Field::toString)
			.containsExactly("first: Utf8", "the name: Utf8 not null", "b: Utf8", "last: Utf8");
	}

	@Test
	void whenUuidThenFieldCarriesTheCanonicalExtension() {
		Field field = RecordMapper.of(Nested.class).schema().findField("id");
		assertThat(field.getMetadata()).containsEntry("ARROW:extension:name", "arrow.uuid");
		assertThat(field.toString()).startsWith("id: FixedSizeBinary(16)");
	}

	@Test
	void whenNestedThenListsMapsAndStructsFollowTheFormat() {
		Schema schema = RecordMapper.of(Nested.class).schema();
		assertThat(schema.findField("legs")).hasToString("legs: List<item: Struct<date: Timestamp(MICROSECOND, UTC), "
				+ "delay: Int(64, true) not null, distance: Int(32, true) not null, origin: Utf8, destination: Utf8>>");
		assertThat(schema.findField("counts"))
			.hasToString("counts: Map(false)<entries: Struct<key: Utf8 not null, value: Int(32, true)> not null>");
		assertThat(schema.findField("numbers")).hasToString("numbers: List<item: Int(32, true) not null>");
	}

	@Test
	void whenEncodedThenSchemaHasValueTypesAndDistinctDictionaries() {
		List<Field> fields = RecordMapper.of(Encoded.class).schema().getFields();
		assertThat(fields).map(Field::toString)
			.containsExactly("small: Utf8[dictionary: 0]", "text: Utf8[dictionary: 1]", "plain: Utf8",
					"list: List<item: Utf8[dictionary: 2]>");
	}

	@Test
	void whenWriterIsNewThenRootAndDictionariesMatchTheSchema() {
		try (RootAllocator allocator = new RootAllocator();
				RecordWriter<Encoded> writer = RecordMapper.of(Encoded.class).writer(allocator)) {
			assertThat(writer.root().getRowCount()).isZero();
			assertThat(writer.root().getSchema().getFields()).map(Field::toString)
				.containsExactly("small: Int(8, true)[dictionary: 0]", "text: Int(32, true)[dictionary: 1]",
						"plain: Utf8", "list: List<item: Int(8, true)[dictionary: 2]>");
			assertThat(writer.dictionaries().getDictionaryIds()).containsExactlyInAnyOrder(0L, 1L, 2L);
			assertThat(writer.dictionaries().lookup(0).getVector()).hasToString("[ON, OFF]");
			assertThat(writer.dictionaries().lookup(1).getVector().getValueCount()).isZero();
		}
	}

	@Test
	void whenAskedFromManyThreadsThenTheMapperIsOne() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<RecordMapper<Contended>>> mappers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			mappers.add(executor.submit(() -> {
				start.await();
				return RecordMapper.of(Contended.class);
			}));
		}
		start.countDown();
		for (Future<RecordMapper<Contended>> mapper : mappers) {
			assertThat(mapper.get()).isSameAs(RecordMapper.of(Contended.class));
		}
		executor.shutdown();
	}

	record Departure(Instant date, long delay, int distance, String origin, String destination) {
	}

	record Annotated(@ArrowField(order = 1) String last,
			@ArrowField(value = "the name", nullable = Nullability.NOT_NULL) String a,
			@ArrowField(name = "first", order = -1) String z, String b) {

		Annotated {
			throw new AssertionError("never made");
		}

	}

	record Nested(UUID id, List<Departure> legs, Map<String, Integer> counts, int[] numbers) {
	}

	enum State {

		ON, OFF

	}

	record Encoded(State small, @ArrowField(encoding = Encoding.DICTIONARY) String text,
			@ArrowField(encoding = Encoding.PLAIN) State plain, List<State> list) {
	}

	record Contended(int a) {
	}

}
