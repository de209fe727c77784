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
import java.util.LinkedHashMap;
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
			.withMessageContaining(Empty.class.getName() + " has no properties; add a field with a getter");
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

	@Test
	void whenAConstructorHasManyParametersThenAllComeBack() {
		assertThat(columns(WideBound.class)).hasSize(110);
		try (RecordWriter<Map<String, ?>> writer = RecordMapper.of(WideBound.class).mapWriter(this.allocator)) {
			Map<String, Object> row = new LinkedHashMap<>();
			columns(WideBound.class).forEach((name) -> row.put(name, row.size()));
			writer.write(row);
			WideBound read = RecordMapper.of(WideBound.class).reader(writer.finishBatch(), null).read(0);
			assertThat(read.getP0()).isZero();
			assertThat(read.getP109()).isEqualTo(109);
		}
	}

	@Test
	void whenAClassHasManyPropertiesThenAllComeBack() {
		Wide wide = new Wide();
		for (int i = 0; i < 4; i++) {
			wide.setGroup(i);
		}
		assertThat(roundTrip(Wide.class, wide).get(0)).usingRecursiveComparison().isEqualTo(wide);
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

	static final class WideBound {

		private final int p0;

		private final int p1;

		private final int p2;

		private final int p3;

		private final int p4;

		private final int p5;

		private final int p6;

		private final int p7;

		private final int p8;

		private final int p9;

		private final int p10;

		private final int p11;

		private final int p12;

		private final int p13;

		private final int p14;

		private final int p15;

		private final int p16;

		private final int p17;

		private final int p18;

		private final int p19;

		private final int p20;

		private final int p21;

		private final int p22;

		private final int p23;

		private final int p24;

		private final int p25;

		private final int p26;

		private final int p27;

		private final int p28;

		private final int p29;

		private final int p30;

		private final int p31;

		private final int p32;

		private final int p33;

		private final int p34;

		private final int p35;

		private final int p36;

		private final int p37;

		private final int p38;

		private final int p39;

		private final int p40;

		private final int p41;

		private final int p42;

		private final int p43;

		private final int p44;

		private final int p45;

		private final int p46;

		private final int p47;

		private final int p48;

		private final int p49;

		private final int p50;

		private final int p51;

		private final int p52;

		private final int p53;

		private final int p54;

		private final int p55;

		private final int p56;

		private final int p57;

		private final int p58;

		private final int p59;

		private final int p60;

		private final int p61;

		private final int p62;

		private final int p63;

		private final int p64;

		private final int p65;

		private final int p66;

		private final int p67;

		private final int p68;

		private final int p69;

		private final int p70;

		private final int p71;

		private final int p72;

		private final int p73;

		private final int p74;

		private final int p75;

		private final int p76;

		private final int p77;

		private final int p78;

		private final int p79;

		private final int p80;

		private final int p81;

		private final int p82;

		private final int p83;

		private final int p84;

		private final int p85;

		private final int p86;

		private final int p87;

		private final int p88;

		private final int p89;

		private final int p90;

		private final int p91;

		private final int p92;

		private final int p93;

		private final int p94;

		private final int p95;

		private final int p96;

		private final int p97;

		private final int p98;

		private final int p99;

		private final int p100;

		private final int p101;

		private final int p102;

		private final int p103;

		private final int p104;

		private final int p105;

		private final int p106;

		private final int p107;

		private final int p108;

		private final int p109;

		WideBound(int p0, int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9, int p10, int p11,
				int p12, int p13, int p14, int p15, int p16, int p17, int p18, int p19, int p20, int p21, int p22,
				int p23, int p24, int p25, int p26, int p27, int p28, int p29, int p30, int p31, int p32, int p33,
				int p34, int p35, int p36, int p37, int p38, int p39, int p40, int p41, int p42, int p43, int p44,
				int p45, int p46, int p47, int p48, int p49, int p50, int p51, int p52, int p53, int p54, int p55,
				int p56, int p57, int p58, int p59, int p60, int p61, int p62, int p63, int p64, int p65, int p66,
				int p67, int p68, int p69, int p70, int p71, int p72, int p73, int p74, int p75, int p76, int p77,
				int p78, int p79, int p80, int p81, int p82, int p83, int p84, int p85, int p86, int p87, int p88,
				int p89, int p90, int p91, int p92, int p93, int p94, int p95, int p96, int p97, int p98, int p99,
				int p100, int p101, int p102, int p103, int p104, int p105, int p106, int p107, int p108, int p109) {
			this.p0 = p0;
			this.p1 = p1;
			this.p2 = p2;
			this.p3 = p3;
			this.p4 = p4;
			this.p5 = p5;
			this.p6 = p6;
			this.p7 = p7;
			this.p8 = p8;
			this.p9 = p9;
			this.p10 = p10;
			this.p11 = p11;
			this.p12 = p12;
			this.p13 = p13;
			this.p14 = p14;
			this.p15 = p15;
			this.p16 = p16;
			this.p17 = p17;
			this.p18 = p18;
			this.p19 = p19;
			this.p20 = p20;
			this.p21 = p21;
			this.p22 = p22;
			this.p23 = p23;
			this.p24 = p24;
			this.p25 = p25;
			this.p26 = p26;
			this.p27 = p27;
			this.p28 = p28;
			this.p29 = p29;
			this.p30 = p30;
			this.p31 = p31;
			this.p32 = p32;
			this.p33 = p33;
			this.p34 = p34;
			this.p35 = p35;
			this.p36 = p36;
			this.p37 = p37;
			this.p38 = p38;
			this.p39 = p39;
			this.p40 = p40;
			this.p41 = p41;
			this.p42 = p42;
			this.p43 = p43;
			this.p44 = p44;
			this.p45 = p45;
			this.p46 = p46;
			this.p47 = p47;
			this.p48 = p48;
			this.p49 = p49;
			this.p50 = p50;
			this.p51 = p51;
			this.p52 = p52;
			this.p53 = p53;
			this.p54 = p54;
			this.p55 = p55;
			this.p56 = p56;
			this.p57 = p57;
			this.p58 = p58;
			this.p59 = p59;
			this.p60 = p60;
			this.p61 = p61;
			this.p62 = p62;
			this.p63 = p63;
			this.p64 = p64;
			this.p65 = p65;
			this.p66 = p66;
			this.p67 = p67;
			this.p68 = p68;
			this.p69 = p69;
			this.p70 = p70;
			this.p71 = p71;
			this.p72 = p72;
			this.p73 = p73;
			this.p74 = p74;
			this.p75 = p75;
			this.p76 = p76;
			this.p77 = p77;
			this.p78 = p78;
			this.p79 = p79;
			this.p80 = p80;
			this.p81 = p81;
			this.p82 = p82;
			this.p83 = p83;
			this.p84 = p84;
			this.p85 = p85;
			this.p86 = p86;
			this.p87 = p87;
			this.p88 = p88;
			this.p89 = p89;
			this.p90 = p90;
			this.p91 = p91;
			this.p92 = p92;
			this.p93 = p93;
			this.p94 = p94;
			this.p95 = p95;
			this.p96 = p96;
			this.p97 = p97;
			this.p98 = p98;
			this.p99 = p99;
			this.p100 = p100;
			this.p101 = p101;
			this.p102 = p102;
			this.p103 = p103;
			this.p104 = p104;
			this.p105 = p105;
			this.p106 = p106;
			this.p107 = p107;
			this.p108 = p108;
			this.p109 = p109;
		}

		public int getP0() {
			return this.p0;
		}

		public int getP1() {
			return this.p1;
		}

		public int getP2() {
			return this.p2;
		}

		public int getP3() {
			return this.p3;
		}

		public int getP4() {
			return this.p4;
		}

		public int getP5() {
			return this.p5;
		}

		public int getP6() {
			return this.p6;
		}

		public int getP7() {
			return this.p7;
		}

		public int getP8() {
			return this.p8;
		}

		public int getP9() {
			return this.p9;
		}

		public int getP10() {
			return this.p10;
		}

		public int getP11() {
			return this.p11;
		}

		public int getP12() {
			return this.p12;
		}

		public int getP13() {
			return this.p13;
		}

		public int getP14() {
			return this.p14;
		}

		public int getP15() {
			return this.p15;
		}

		public int getP16() {
			return this.p16;
		}

		public int getP17() {
			return this.p17;
		}

		public int getP18() {
			return this.p18;
		}

		public int getP19() {
			return this.p19;
		}

		public int getP20() {
			return this.p20;
		}

		public int getP21() {
			return this.p21;
		}

		public int getP22() {
			return this.p22;
		}

		public int getP23() {
			return this.p23;
		}

		public int getP24() {
			return this.p24;
		}

		public int getP25() {
			return this.p25;
		}

		public int getP26() {
			return this.p26;
		}

		public int getP27() {
			return this.p27;
		}

		public int getP28() {
			return this.p28;
		}

		public int getP29() {
			return this.p29;
		}

		public int getP30() {
			return this.p30;
		}

		public int getP31() {
			return this.p31;
		}

		public int getP32() {
			return this.p32;
		}

		public int getP33() {
			return this.p33;
		}

		public int getP34() {
			return this.p34;
		}

		public int getP35() {
			return this.p35;
		}

		public int getP36() {
			return this.p36;
		}

		public int getP37() {
			return this.p37;
		}

		public int getP38() {
			return this.p38;
		}

		public int getP39() {
			return this.p39;
		}

		public int getP40() {
			return this.p40;
		}

		public int getP41() {
			return this.p41;
		}

		public int getP42() {
			return this.p42;
		}

		public int getP43() {
			return this.p43;
		}

		public int getP44() {
			return this.p44;
		}

		public int getP45() {
			return this.p45;
		}

		public int getP46() {
			return this.p46;
		}

		public int getP47() {
			return this.p47;
		}

		public int getP48() {
			return this.p48;
		}

		public int getP49() {
			return this.p49;
		}

		public int getP50() {
			return this.p50;
		}

		public int getP51() {
			return this.p51;
		}

		public int getP52() {
			return this.p52;
		}

		public int getP53() {
			return this.p53;
		}

		public int getP54() {
			return this.p54;
		}

		public int getP55() {
			return this.p55;
		}

		public int getP56() {
			return this.p56;
		}

		public int getP57() {
			return this.p57;
		}

		public int getP58() {
			return this.p58;
		}

		public int getP59() {
			return this.p59;
		}

		public int getP60() {
			return this.p60;
		}

		public int getP61() {
			return this.p61;
		}

		public int getP62() {
			return this.p62;
		}

		public int getP63() {
			return this.p63;
		}

		public int getP64() {
			return this.p64;
		}

		public int getP65() {
			return this.p65;
		}

		public int getP66() {
			return this.p66;
		}

		public int getP67() {
			return this.p67;
		}

		public int getP68() {
			return this.p68;
		}

		public int getP69() {
			return this.p69;
		}

		public int getP70() {
			return this.p70;
		}

		public int getP71() {
			return this.p71;
		}

		public int getP72() {
			return this.p72;
		}

		public int getP73() {
			return this.p73;
		}

		public int getP74() {
			return this.p74;
		}

		public int getP75() {
			return this.p75;
		}

		public int getP76() {
			return this.p76;
		}

		public int getP77() {
			return this.p77;
		}

		public int getP78() {
			return this.p78;
		}

		public int getP79() {
			return this.p79;
		}

		public int getP80() {
			return this.p80;
		}

		public int getP81() {
			return this.p81;
		}

		public int getP82() {
			return this.p82;
		}

		public int getP83() {
			return this.p83;
		}

		public int getP84() {
			return this.p84;
		}

		public int getP85() {
			return this.p85;
		}

		public int getP86() {
			return this.p86;
		}

		public int getP87() {
			return this.p87;
		}

		public int getP88() {
			return this.p88;
		}

		public int getP89() {
			return this.p89;
		}

		public int getP90() {
			return this.p90;
		}

		public int getP91() {
			return this.p91;
		}

		public int getP92() {
			return this.p92;
		}

		public int getP93() {
			return this.p93;
		}

		public int getP94() {
			return this.p94;
		}

		public int getP95() {
			return this.p95;
		}

		public int getP96() {
			return this.p96;
		}

		public int getP97() {
			return this.p97;
		}

		public int getP98() {
			return this.p98;
		}

		public int getP99() {
			return this.p99;
		}

		public int getP100() {
			return this.p100;
		}

		public int getP101() {
			return this.p101;
		}

		public int getP102() {
			return this.p102;
		}

		public int getP103() {
			return this.p103;
		}

		public int getP104() {
			return this.p104;
		}

		public int getP105() {
			return this.p105;
		}

		public int getP106() {
			return this.p106;
		}

		public int getP107() {
			return this.p107;
		}

		public int getP108() {
			return this.p108;
		}

		public int getP109() {
			return this.p109;
		}

	}

	static class Wide {

		public long l0;

		public long l1;

		public long l2;

		public long l3;

		public long l4;

		public long l5;

		public long l6;

		public long l7;

		public long l8;

		public long l9;

		public long l10;

		public long l11;

		public long l12;

		public long l13;

		public long l14;

		public long l15;

		public long l16;

		public long l17;

		public long l18;

		public long l19;

		public long l20;

		public long l21;

		public long l22;

		public long l23;

		public long l24;

		public long l25;

		public long l26;

		public long l27;

		public long l28;

		public long l29;

		public long l30;

		public long l31;

		public long l32;

		public long l33;

		public long l34;

		public long l35;

		public long l36;

		public long l37;

		public long l38;

		public long l39;

		public long l40;

		public long l41;

		public long l42;

		public long l43;

		public long l44;

		public long l45;

		public long l46;

		public long l47;

		public long l48;

		public long l49;

		public long l50;

		public long l51;

		public long l52;

		public long l53;

		public long l54;

		public long l55;

		public long l56;

		public long l57;

		public long l58;

		public long l59;

		public long l60;

		public long l61;

		public long l62;

		public long l63;

		public long l64;

		public long l65;

		public long l66;

		public long l67;

		public long l68;

		public long l69;

		public long l70;

		public long l71;

		public long l72;

		public long l73;

		public long l74;

		public long l75;

		public long l76;

		public long l77;

		public long l78;

		public long l79;

		public long l80;

		public long l81;

		public long l82;

		public long l83;

		public long l84;

		public long l85;

		public long l86;

		public long l87;

		public long l88;

		public long l89;

		public long l90;

		public long l91;

		public long l92;

		public long l93;

		public long l94;

		public long l95;

		public long l96;

		public long l97;

		public long l98;

		public long l99;

		public long l100;

		public long l101;

		public long l102;

		public long l103;

		public long l104;

		public long l105;

		public long l106;

		public long l107;

		public long l108;

		public long l109;

		public long l110;

		public long l111;

		public long l112;

		public long l113;

		public long l114;

		public long l115;

		public long l116;

		public long l117;

		public long l118;

		public long l119;

		public long l120;

		public long l121;

		public long l122;

		public long l123;

		public long l124;

		public long l125;

		public long l126;

		public long l127;

		public long l128;

		public long l129;

		void setGroup(int start) {
			this.l0 = 0 + start;
			this.l13 = 13 + start;
			this.l26 = 26 + start;
			this.l39 = 39 + start;
			this.l52 = 52 + start;
			this.l65 = 65 + start;
			this.l78 = 78 + start;
			this.l91 = 91 + start;
			this.l104 = 104 + start;
			this.l117 = 117 + start;
		}

	}

}
