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
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes that cannot be rows, and rows that fail.
 */
class RowClassFailureTests extends RowClassFixture {

	private static String writeOnly(Class<?> type) {
		RecordMapper<?> mapper = RecordMapper.of(type);
		String[] message = new String[1];
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(mapper::requireReadable)
			.satisfies((ex) -> message[0] = ex.getMessage());
		return message[0];
	}

	@Test
	void whenTheConstructorRefusesThenTheRowIsNamed() {
		record Raw(String second, int first) {
		}
		try (RecordWriter<Raw> writer = RecordMapper.of(Raw.class).writer(this.allocator)) {
			writer.write(new Raw("x", -1));
			RecordReader<Bound> reader = RecordMapper.of(Bound.class).reader(writer.finishBatch(), null);
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(0))
				.withMessage("row 0: Bound refuses its values: first is negative");
		}
	}

	@Test
	void whenASetterRefusesThenTheRowAndThePropertyAreNamed() {
		Refusing refusing = new Refusing();
		refusing.value = -1;
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> roundTrip(Refusing.class, refusing))
			.withMessageContaining("row 0, column 'value': its setter refuses the value: negative");
	}

	@Test
	void whenAGetterFailsThenThePathAndTheExceptionAreNamed() {
		assertThatExceptionOfType(RecordWriteException.class)
			.isThrownBy(() -> written(Order.class, new BrokenOrder(), (root) -> {
			}))
			.withMessage("'Order.customer': its accessor threw java.lang.IllegalStateException");
	}

	@Test
	void whenNoInstanceCanBeCreatedThenRowsAreOnlyWritten() {
		assertThat(writeOnly(Immutable.class)).contains("'Immutable'")
			.contains("rows are only written")
			.contains("property 'b' has no public setter")
			.contains("add a constructor");
		assertThat(writeOnly(NoSetter.class)).contains("property 'a' has no public setter").contains("add the setter");
		assertThat(writeOnly(Abstract.class)).contains("abstract");
		assertThat(writeOnly(Inner.class)).contains("inner class");
		assertThat(writeOnly(Several.class)).contains("several of its constructors");
		assertThat(writeOnly(View.class)).contains("is an interface").contains("use a record or a class");
		assertThat(writeOnly(WithView.class)).contains("'WithView.view'").contains("is an interface");
		assertThat(writeOnly(LessOne.class)).contains("leaves out a component");
		written(Immutable.class, new Immutable("x"), (root) -> assertThat(value(root, "a")).isEqualTo("x"));
		written(LessOne.class, new LessOne(1, "secret"), (root) -> assertThat(root.getFieldVectors()).hasSize(1));
	}

	@Test
	void whenEntitiesReferToEachOtherThenThePathAndTheMendAreNamed() {
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(Author.class))
			.withMessageContaining("'Author.books[].author'")
			.withMessageContaining("contains itself")
			.withMessageContaining("@ArrowField(ignore = true)");
	}

	@Test
	void whenThereIsNothingToMapThenTheTypeAndTheMendAreNamed() {
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(Empty.class))
			.withMessageContaining(
					Empty.class.getName() + " has no properties: its fields 'notPublic' have no public getter");
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(NoGetters.class))
			.withMessageContaining("has no getter");
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(Generic.class))
			.withMessageContaining("type parameters");
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(OfThread.class))
			.withMessageContaining("'OfThread.thread'");
	}

	static class Refusing {

		private int value;

		public int getValue() {
			return this.value;
		}

		public void setValue(int value) {
			if (value < 0) {
				throw new IllegalArgumentException("negative");
			}
			this.value = value;
		}

	}

	static class Immutable {

		private final @Nullable String a;

		private final int b = 1;

		Immutable(String a) {
			this.a = a;
		}

		public @Nullable String getA() {
			return this.a;
		}

		public int getB() {
			return this.b;
		}

	}

	static class NoSetter {

		private int a;

		public int getA() {
			return this.a;
		}

	}

	abstract static class Abstract {

		public int a;

	}

	class Inner {

		public int a;

	}

	static class Several {

		private final int a;

		public Several(int a) {
			this.a = a;
		}

		@ConstructorProperties("a")
		public Several(Integer other) {
			this.a = other;
		}

		public int getA() {
			return this.a;
		}

	}

	record WithView(NestedView view) {
	}

	record LessOne(int id, @JsonIgnore String password) {
	}

	static class BrokenOrder extends Order {

		@Override
		public Customer getCustomer() {
			throw new IllegalStateException("no session");
		}

	}

	static class Author {

		public @Nullable Set<Book> books;

	}

	static class Book {

		public @Nullable Author author;

	}

	static class Empty {

		int notPublic;

	}

	interface NoGetters {

		void run();

	}

	static class Generic<T> {

		public @Nullable T value;

	}

	static class OfThread {

		public @Nullable Thread thread;

	}

}
