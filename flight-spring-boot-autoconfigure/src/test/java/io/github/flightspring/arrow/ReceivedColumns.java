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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns of other producers, and the values or errors that a reader returns for them.
 * The allocator fails each test that leaks.
 */
abstract class ReceivedColumns {

	final RootAllocator allocator = new RootAllocator();

	private final List<FieldVector> vectors = new ArrayList<>();

	@AfterEach
	void closeAllocator() {
		this.vectors.forEach(FieldVector::close);
		this.allocator.close();
	}

	<V extends FieldVector> V own(V vector, int count, Consumer<V> content) {
		this.vectors.add(vector);
		vector.allocateNew();
		content.accept(vector);
		vector.setValueCount(count);
		return vector;
	}

	<T> List<T> read(Class<T> type, FieldVector... columns) {
		RecordReader<T> reader = reader(type, columns);
		List<T> rows = new ArrayList<>();
		for (int i = 0; i < columns[0].getValueCount(); i++) {
			rows.add(reader.read(i));
		}
		return rows;
	}

	<T> RecordReader<T> reader(Class<T> type, FieldVector... columns) {
		VectorSchemaRoot root = new VectorSchemaRoot(Arrays.asList(columns));
		root.setRowCount(columns[0].getValueCount());
		return RecordMapper.of(type).reader(root, null);
	}

	void assertRefused(Class<?> type, FieldVector column, String message) {
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(type, column))
			.withMessage(message);
	}

	IntVector ints(String name, @Nullable Integer... values) {
		return own(new IntVector(name, this.allocator), values.length, (vector) -> {
			for (int i = 0; i < values.length; i++) {
				Integer value = values[i];
				if (value == null) {
					vector.setNull(i);
				}
				else {
					vector.setSafe(i, value);
				}
			}
		});
	}

	VarCharVector text(String name, String... values) {
		return own(new VarCharVector(name, this.allocator), values.length, (vector) -> {
			for (int i = 0; i < values.length; i++) {
				vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
			}
		});
	}

}
