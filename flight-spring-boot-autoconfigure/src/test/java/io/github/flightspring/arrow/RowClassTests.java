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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes and interfaces as rows: which properties are columns, in which order, and how
 * an instance is created.
 */
class RowClassTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private static List<String> columns(Class<?> type) {
		return RecordMapper.of(type).schema().getFields().stream().map(Field::getName).toList();
	}

	@SafeVarargs
	private <T> List<T> roundTrip(Class<T> type, T... rows) {
		return Batches.roundTrip(this.allocator, type, rows);
	}

	private <T> void written(Class<T> type, T row, Consumer<VectorSchemaRoot> assertions) {
		try (RecordWriter<T> writer = RecordMapper.of(type).writer(this.allocator)) {
			writer.write(row);
			assertions.accept(writer.finishBatch());
		}
	}

	private static Object value(VectorSchemaRoot root, String column) {
		return String.valueOf(root.getVector(column).getObject(0));
	}

	private static String writeOnly(Class<?> type) {
		RecordMapper<?> mapper = RecordMapper.of(type);
		String[] message = new String[1];
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(mapper::requireReadable)
			.satisfies((ex) -> message[0] = ex.getMessage());
		return message[0];
	}

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

	private static Nested nested(int value) {
		Nested nested = new Nested();
		nested.setValue(value);
		return nested;
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
	void whenAnInterfaceThenItsGettersAreColumnsByName() {
		assertThat(columns(View.class)).containsExactly("age", "base", "label", "nested", "size");
		View view = new View() {

			@Override
			public String getLabel() {
				return "l";
			}

			@Override
			public int getAge() {
				return 5;
			}

			@Override
			public Optional<Integer> size() {
				return Optional.of(6);
			}

			@Override
			public Integer getBase() {
				return 7;
			}

			@Override
			public List<NestedView> getNested() {
				return List.of(() -> "deep");
			}

		};
		written(View.class, view, (root) -> {
			assertThat(value(root, "label")).isEqualTo("l");
			assertThat(value(root, "age")).isEqualTo("5");
			assertThat(value(root, "size")).isEqualTo("6");
			assertThat(value(root, "base")).isEqualTo("7");
			assertThat(value(root, "nested")).isEqualTo("[{\"text\":\"deep\"}]");
		});
	}

	@Test
	void whenAProxyLoadsLazilyThenItsRowIsWrittenAsTheDeclaredType() {
		assertThat(columns(Order.class)).containsExactly("id", "customer");
		Order order = new Order();
		order.id = 1;
		order.customer = new LazyCustomer();
		written(Order.class, order, (root) -> {
			assertThat(value(root, "id")).isEqualTo("1");
			assertThat(value(root, "customer")).isEqualTo("{\"name\":\"loaded\"}");
		});
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

	record WithView(NestedView view) {
	}

	record LessOne(int id, @JsonIgnore String password) {
	}

	static class Customer {

		@Nullable String name;

		public @Nullable String getName() {
			return this.name;
		}

	}

	/**
	 * As a persistence provider makes it: fields stay empty until a getter is called.
	 */
	static class LazyCustomer extends Customer {

		private final List<String> interceptor = new ArrayList<>(List.of("loaded"));

		public List<String> getInterceptor() {
			return this.interceptor;
		}

		@Override
		public @Nullable String getName() {
			return this.interceptor.get(0);
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
