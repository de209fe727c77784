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

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * Writes rows of classes and reads them back.
 */
abstract class RowClassFixture {

	final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	static List<String> columns(Class<?> type) {
		return RecordMapper.of(type).schema().getFields().stream().map(Field::getName).toList();
	}

	@SafeVarargs
	final <T> List<T> roundTrip(Class<T> type, T... rows) {
		return Batches.roundTrip(this.allocator, type, rows);
	}

	<T> void written(Class<T> type, T row, Consumer<VectorSchemaRoot> assertions) {
		try (RecordWriter<T> writer = RecordMapper.of(type).writer(this.allocator)) {
			writer.write(row);
			assertions.accept(writer.finishBatch());
		}
	}

	static Object value(VectorSchemaRoot root, String column) {
		return String.valueOf(root.getVector(column).getObject(0));
	}

	static Nested nested(int value) {
		Nested nested = new Nested();
		nested.setValue(value);
		return nested;
	}

	static class Nested {

		private int value;

		public int getValue() {
			return this.value;
		}

		public void setValue(int value) {
			this.value = value;
		}

	}

	static final class Bound {

		private final int first;

		private final @Nullable String second;

		Bound(@Nullable String second, int first) {
			if (first < 0) {
				throw new IllegalArgumentException("first is negative");
			}
			this.first = first;
			this.second = second;
		}

		public int getFirst() {
			return this.first;
		}

		public @Nullable String getSecond() {
			return this.second;
		}

		@Override
		public String toString() {
			return this.first + this.second;
		}

	}

	interface Base<T> {

		T getBase();

	}

	interface View extends Base<Integer> {

		String getLabel();

		int getAge();

		Optional<Integer> size();

		List<NestedView> getNested();

		static String getNothing() {
			return "";
		}

		default String helper() {
			return "";
		}

	}

	interface NestedView {

		String getText();

	}

	static class Customer {

		@Nullable String name;

		public @Nullable String getName() {
			return this.name;
		}

	}

	static class Order {

		int id;

		@Nullable Customer customer;

		public int getId() {
			return this.id;
		}

		public @Nullable Customer getCustomer() {
			return this.customer;
		}

	}

}
