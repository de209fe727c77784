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

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The properties of classes that are columns.
 */
class RowClassPropertyTests extends RowClassFixture {

	@Test
	void whenAPropertyIsLeftOutThenThereIsNoColumn() {
		assertThat(columns(LeavingOut.class)).containsExactly("kept", "keptToo", "keptByGetter");
	}

	@Test
	void whenAFieldHasNoGetterThenItIsAColumnOnlyIfItIsPublicOrAnnotated() {
		assertThat(columns(Direct.class)).containsExactly("open", "annotated");
		Direct direct = new Direct();
		direct.open = 1;
		direct.annotated = "a";
		direct.hidden = "h";
		Direct read = roundTrip(Direct.class, direct).get(0);
		assertThat(read.open).isEqualTo(1);
		assertThat(read.annotated).isEqualTo("a");
		assertThat(read.hidden).isNull();
	}

	@Test
	void whenGettersAreNamedByOtherHabitsThenTheyAreFound() {
		assertThat(columns(Habits.class)).containsExactly("isReady", "boxed", "aName", "fluent", "chained");
		Habits habits = new Habits();
		habits.setReady(true);
		habits.setBoxed(true);
		habits.setAName("a");
		habits.setFluent(5);
		habits.setChained("c");
		assertThat(roundTrip(Habits.class, habits).get(0)).usingRecursiveComparison().isEqualTo(habits);
	}

	@Test
	void whenAnnotatedThenNameOrderNullabilityAndDigitsAreThose() {
		assertThat(columns(Annotated.class)).containsExactly("last", "price", "renamed", "total", "sum");
		written(Annotated.class, new Annotated(), (root) -> {
			assertThat(value(root, "price")).isEqualTo("1.50");
			assertThat(value(root, "sum")).isEqualTo("3");
		});
	}

	@Test
	void whenGetterAndSetterDifferInABoxOrAnOptionalThenBothServe() {
		Boxes boxes = new Boxes();
		boxes.setCount(3);
		boxes.setNote("n");
		boxes.setSize(4);
		List<Boxes> read = roundTrip(Boxes.class, boxes, new Boxes());
		assertThat(read.get(0)).usingRecursiveComparison().isEqualTo(boxes);
		assertThat(read.get(1).getNote()).isEmpty();
	}

	@Test
	void whenAFieldIsOptionalThenItMayBeMissing() {
		record Older(int id) {
		}
		try (RecordWriter<Older> writer = RecordMapper.of(Older.class).writer(this.allocator)) {
			writer.write(new Older(1));
			VectorSchemaRoot root = writer.finishBatch();
			Grown grown = RecordMapper.of(Grown.class).reader(root, null).read(0);
			assertThat(grown).isEqualTo(new Grown(1, null, Optional.empty(), OptionalInt.empty(), null));
			assertThatExceptionOfType(RecordMappingException.class)
				.isThrownBy(() -> RecordMapper.of(Misspelt.class).reader(root, null))
				.withMessageContaining("'note': is missing");
		}
		assertThatExceptionOfType(UnmappableRecordException.class)
			.isThrownBy(() -> RecordMapper.of(OptionalPrimitive.class))
			.withMessageContaining("use its box");
		assertThatExceptionOfType(UnmappableRecordException.class)
			.isThrownBy(() -> RecordMapper.of(OptionalNotNull.class))
			.withMessageContaining("not nullable");
	}

	static class LeavingOut {

		static int constant = 1;

		public int kept;

		transient int passing = 2;

		@ArrowField(ignore = true)
		public int ignored;

		@JsonIgnore
		public int notInJson;

		@JsonIgnore
		@ArrowField
		public int keptToo;

		@JsonIgnore
		private int keptByGetter;

		private int transientGetter;

		@ArrowField
		public int getKeptByGetter() {
			return this.keptByGetter;
		}

		@java.beans.Transient
		public int getTransientGetter() {
			return this.transientGetter;
		}

		public int getPassing() {
			return this.passing;
		}

	}

	static class Direct {

		public int open;

		@ArrowField
		private @Nullable String annotated;

		private @Nullable String hidden;

	}

	static class Habits {

		private boolean isReady;

		private @Nullable Boolean boxed;

		private @Nullable String aName;

		private int fluent;

		private @Nullable String chained;

		public boolean isReady() {
			return this.isReady;
		}

		public void setReady(boolean ready) {
			this.isReady = ready;
		}

		public @Nullable Boolean getBoxed() {
			return this.boxed;
		}

		public void setBoxed(Boolean boxed) {
			this.boxed = boxed;
		}

		public @Nullable String getAName() {
			return this.aName;
		}

		public void setAName(String aName) {
			this.aName = aName;
		}

		public int fluent() {
			return this.fluent;
		}

		public void setFluent(int fluent) {
			this.fluent = fluent;
		}

		public @Nullable String getChained() {
			return this.chained;
		}

		public Habits setChained(String chained) {
			this.chained = chained;
			return this;
		}

	}

	static class Annotated {

		@ArrowField(order = 2)
		private int total;

		@ArrowField(name = "renamed", order = 1)
		public int named;

		private BigDecimal price = new BigDecimal("1.5");

		@ArrowField(order = -1)
		public int last;

		@ArrowDecimal(precision = 5, scale = 2)
		public BigDecimal getPrice() {
			return this.price;
		}

		@ArrowField(order = 3)
		public int sum() {
			return 3;
		}

		int hidden() {
			return this.total;
		}

	}

	static class Boxes {

		private int count;

		private @Nullable String note;

		private @Nullable Integer size;

		public Integer getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

		public Optional<String> getNote() {
			return Optional.ofNullable(this.note);
		}

		public void setNote(@Nullable String note) {
			this.note = note;
		}

		public OptionalInt getSize() {
			return (this.size != null) ? OptionalInt.of(this.size) : OptionalInt.empty();
		}

		public void setSize(@Nullable Integer size) {
			this.size = size;
		}

	}

	record Grown(int id, @ArrowField(optional = true) @Nullable String note, Optional<String> text, OptionalInt number,
			@ArrowField(optional = true) @Nullable List<String> list) {
	}

	record Misspelt(int id, String note) {
	}

	record OptionalPrimitive(@ArrowField(optional = true) int value) {
	}

	record OptionalNotNull(@ArrowField(optional = true, nullable = ArrowField.Nullability.NOT_NULL) String value) {
	}

}
