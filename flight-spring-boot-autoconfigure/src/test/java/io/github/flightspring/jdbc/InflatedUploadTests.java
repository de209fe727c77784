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

package io.github.flightspring.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.arrow.RecordMappingException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Uploads of few bytes that stand for many.
 */
class InflatedUploadTests {

	private static final DictionaryEncoding ENCODING = new DictionaryEncoding(1, false, null);

	private static final int LARGE = 1 << 20;

	private final BufferAllocator allocator = new RootAllocator();

	private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

	private final AtomicInteger batches = new AtomicInteger();

	private SingleConnectionDataSource database;

	private JdbcTemplate template;

	private FlightJdbc jdbc;

	@BeforeEach
	void open() throws Exception {
		Connection connection = DriverManager.getConnection("jdbc:h2:mem:inflated");
		this.database = new SingleConnectionDataSource(counting(connection), true);
		this.template = new JdbcTemplate(this.database);
		this.jdbc = FlightJdbc.create(this.database);
	}

	@AfterEach
	void close() {
		this.database.destroy();
		this.dictionaries.close();
		this.allocator.close();
	}

	@Test
	void whenAListIsOfVeryManyNullsThenItIsRefused() {
		this.template.execute("create table inflated (v integer array)");
		ListVector lists = list(new FieldType(true, ArrowType.Null.INSTANCE, null));
		((NullVector) lists.getDataVector()).setValueCount(Integer.MAX_VALUE);
		end(lists, Integer.MAX_VALUE);
		assertRefused(lists, "larger than 64 MiB");
	}

	@Test
	void whenAListRepeatsALargeTextThenItIsRefused() {
		this.template.execute("create table inflated (v varchar array)");
		largeText();
		ListVector lists = list(new FieldType(true, new ArrowType.Int(32, true), ENCODING));
		IntVector indices = (IntVector) lists.getDataVector();
		indices.allocateNew(200);
		for (int i = 0; i < 200; i++) {
			indices.set(i, 0);
		}
		indices.setValueCount(200);
		end(lists, 200);
		assertRefused(lists, "larger than 64 MiB");
	}

	@Test
	void whenABatchHasVeryManyRowsWithoutAValueThenItIsRefused() {
		this.template.execute("create table inflated (v integer)");
		assertRefused(new NullVector("v", Integer.MAX_VALUE),
				"more than 1048576 rows, and more than 200 for each byte of data");
	}

	@Test
	void whenFewBytesStandForVeryManyStoredOnesThenTheyAreRefused() {
		this.template.execute("create table inflated (v varchar)");
		largeText();
		IntVector indices = indices(1000);
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(indices, 1000))
			.withMessage("column 'v': the values to store take more than 64 MiB, "
					+ "and more than 200 times the size of the batches");
		assertThat(this.template.queryForObject("select count(*) from inflated", Long.class)).isZero();
	}

	@Test
	void whenListsOfFewBytesStandForVeryManyStoredOnesThenTheyAreRefused() {
		this.template.execute("create table inflated (v integer array)");
		ListVector lists = list(new FieldType(true, ArrowType.Null.INSTANCE, null));
		int length = 1 << 20;
		((NullVector) lists.getDataVector()).setValueCount(8 * length);
		for (int i = 0; i < 8; i++) {
			lists.setNotNull(i);
			lists.getOffsetBuffer().setInt(4L * (i + 1), length * (i + 1));
		}
		lists.setLastSet(7);
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(lists, 8))
			.withMessageContaining("more than 200 times");
	}

	@Test
	void whenAViewIsOfALargeTextThenItIsCounted() {
		this.template.execute("create table inflated (v varchar)");
		ViewVarCharVector views = new ViewVarCharVector("v", this.allocator);
		views.allocateNew();
		views.setSafe(0, "x".repeat(LARGE).getBytes());
		views.setValueCount(1000);
		for (int i = 1; i < 1000; i++) {
			views.getDataBuffer().setBytes(i * 16L, views.getDataBuffer(), 0, 16);
			BitVectorHelper.setBit(views.getValidityBuffer(), i);
		}
		views.setLastSet(999);
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(views, 1000))
			.withMessageContaining("more than 200 times");
	}

	@Test
	void whenRowsAreLargeThenFewerAreSentAtATime() throws Exception {
		this.template.execute("create table inflated (v varchar)");
		largeText();
		assertThat(insert(indices(20), 20)).isEqualTo(20);
		assertThat(this.batches).hasValue(5);
	}

	private IntVector indices(int count) {
		IntVector indices = new IntVector(
				new Field("v", new FieldType(true, new ArrowType.Int(32, true), ENCODING), null), this.allocator);
		indices.allocateNew(count);
		for (int i = 0; i < count; i++) {
			indices.set(i, 0);
		}
		return indices;
	}

	private void largeText() {
		VarCharVector texts = new VarCharVector("texts", this.allocator);
		texts.allocateNew(LARGE, 1);
		texts.setSafe(0, "x".repeat(LARGE).getBytes());
		texts.setValueCount(1);
		this.dictionaries.put(new Dictionary(texts, ENCODING));
	}

	private ListVector list(FieldType elements) {
		ListVector lists = ListVector.empty("v", this.allocator);
		lists.addOrGetVector(elements);
		lists.allocateNew();
		return lists;
	}

	private static void end(ListVector lists, int offset) {
		lists.setNotNull(0);
		lists.getOffsetBuffer().setInt(0, 0);
		lists.getOffsetBuffer().setInt(4, offset);
		lists.setLastSet(0);
	}

	private void assertRefused(FieldVector vector, String message) {
		int rows = (vector instanceof NullVector nulls) ? nulls.getValueCount() : 1;
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(vector, rows))
			.withMessageContaining(message);
		assertThat(this.template.queryForObject("select count(*) from inflated", Long.class)).isZero();
	}

	private long insert(FieldVector vector, int rows) throws Exception {
		try (OneBatch reader = new OneBatch(this.allocator, this.dictionaries, vector, rows)) {
			return this.jdbc.insertInto("inflated").rows(reader);
		}
	}

	private Connection counting(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					Object result = call(connection, method, arguments);
					return (result instanceof PreparedStatement statement) ? counting(statement) : result;
				});
	}

	private PreparedStatement counting(PreparedStatement statement) {
		return (PreparedStatement) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { PreparedStatement.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("executeBatch")) {
						this.batches.incrementAndGet();
					}
					return call(statement, method, arguments);
				});
	}

	private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A reader of one vector with a number of rows.
	 */
	private static final class OneBatch extends RootReader {

		OneBatch(BufferAllocator allocator, DictionaryProvider dictionaries, FieldVector vector, int rows) {
			super(allocator, dictionaries, vector);
			getVectorSchemaRoot().setRowCount(rows);
		}

	}

}
