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

import java.beans.ConstructorProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that are instances of classes: their creation and their values.
 */
class RowClassTests extends RowClassFixture {

	@Test
	void whenPropertiesHaveGettersAndSettersThenRowsComeBack() {
		Bean bean = new Bean();
		bean.setId(7);
		bean.setName("seven");
		bean.setActive(true);
		bean.setSeenAt(Instant.ofEpochSecond(7));
		bean.setTags(List.of("a", "b"));
		bean.setNested(nested(3));
		bean.setMore(List.of(nested(4), nested(5)));
		bean.setByKey(Map.of("k", nested(6)));
		assertThat(columns(Bean.class)).containsExactly("id", "name", "active", "seenAt", "tags", "nested", "more",
				"byKey");
		List<Bean> read = roundTrip(Bean.class, bean, new Bean());
		assertThat(read.get(0)).usingRecursiveComparison().isEqualTo(bean);
		assertThat(read.get(1)).usingRecursiveComparison().isEqualTo(new Bean());
	}

	@Test
	void whenAPropertyIsPrimitiveThenItIsNotNullable() {
		assertThat(RecordMapper.of(Bean.class).schema().findField("id").isNullable()).isFalse();
		assertThat(RecordMapper.of(Bean.class).schema().findField("name").isNullable()).isTrue();
	}

	@Test
	void whenAConstructorTakesThePropertiesThenItCreatesTheRows() {
		assertThat(columns(Bound.class)).containsExactly("second", "first");
		assertThat(roundTrip(Bound.class, new Bound("b", 1), new Bound(null, 2))).extracting(Bound::toString)
			.containsExactly("1b", "2null");
		assertThat(columns(Named.class)).containsExactly("x", "y");
		assertThat(roundTrip(Named.class, new Named(1, 2)).get(0).getY()).isEqualTo(2);
	}

	@Test
	void whenAConstructorTakesSomeThenSettersSetTheOthers() {
		Mixed mixed = new Mixed(5);
		mixed.setNote("n");
		assertThat(columns(Mixed.class)).containsExactly("id", "note");
		Mixed read = roundTrip(Mixed.class, mixed).get(0);
		assertThat(read.getId()).isEqualTo(5);
		assertThat(read.getNote()).isEqualTo("n");
	}

	@Test
	void whenTypesAreOfAGenericSuperclassThenTheyAreResolved() {
		assertThat(columns(Child.class)).containsExactly("id", "all", "byName", "array", "own");
		Child child = new Child();
		child.setId(3L);
		child.setAll(List.of(4L));
		child.setByName(Map.of("five", List.of(5L)));
		child.setArray(new Long[] { 6L });
		child.setOwn("o");
		assertThat(roundTrip(Child.class, child).get(0)).usingRecursiveComparison().isEqualTo(child);
	}

	static class Bean {

		private static final String CONSTANT = "none";

		private int id;

		private @Nullable String name;

		private boolean active;

		private @Nullable Instant seenAt;

		private @Nullable List<String> tags;

		private @Nullable Nested nested;

		private @Nullable List<Nested> more;

		private @Nullable Map<String, Nested> byKey;

		public int getId() {
			return this.id;
		}

		public void setId(int id) {
			this.id = id;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public boolean isActive() {
			return this.active;
		}

		public void setActive(boolean active) {
			this.active = active;
		}

		public @Nullable Instant getSeenAt() {
			return this.seenAt;
		}

		public void setSeenAt(Instant seenAt) {
			this.seenAt = seenAt;
		}

		public @Nullable List<String> getTags() {
			return this.tags;
		}

		public void setTags(List<String> tags) {
			this.tags = tags;
		}

		public @Nullable Nested getNested() {
			return this.nested;
		}

		public void setNested(Nested nested) {
			this.nested = nested;
		}

		public @Nullable List<Nested> getMore() {
			return this.more;
		}

		public void setMore(List<Nested> more) {
			this.more = more;
		}

		public @Nullable Map<String, Nested> getByKey() {
			return this.byKey;
		}

		public void setByKey(Map<String, Nested> byKey) {
			this.byKey = byKey;
		}

		/**
		 * No field: no column.
		 */
		public String getComputed() {
			return CONSTANT;
		}

	}

	public static final class Named {

		private final int x;

		private final int y;

		@ConstructorProperties({ "x", "y" })
		public Named(int a, int b) {
			this.x = a;
			this.y = b;
		}

		public int getX() {
			return this.x;
		}

		public int getY() {
			return this.y;
		}

	}

	static class Mixed {

		private @Nullable String note;

		private final long id;

		Mixed(long id) {
			this.id = id;
		}

		public long getId() {
			return this.id;
		}

		public @Nullable String getNote() {
			return this.note;
		}

		public void setNote(String note) {
			this.note = note;
		}

	}

	abstract static class Parent<T, L extends List<T>> {

		private @Nullable T id;

		private @Nullable List<T> all;

		private @Nullable Map<String, List<T>> byName;

		private T @Nullable [] array;

		public @Nullable T getId() {
			return this.id;
		}

		public void setId(T id) {
			this.id = id;
		}

		public @Nullable List<T> getAll() {
			return this.all;
		}

		public void setAll(List<T> all) {
			this.all = all;
		}

		public @Nullable Map<String, List<T>> getByName() {
			return this.byName;
		}

		public void setByName(Map<String, List<T>> byName) {
			this.byName = byName;
		}

		public T @Nullable [] getArray() {
			return this.array;
		}

		public void setArray(T[] array) {
			this.array = array;
		}

	}

	public static class Child extends Parent<Long, List<Long>> {

		private @Nullable String own;

		public @Nullable String getOwn() {
			return this.own;
		}

		public void setOwn(String own) {
			this.own = own;
		}

		/**
		 * A bridge method comes with it.
		 */
		@Override
		public @Nullable Long getId() {
			return super.getId();
		}

	}

}
