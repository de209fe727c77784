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

package io.github.flightspring.arrow.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.write.ColumnWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The class made for a record type, and what stands in where none can be made.
 */
class RowHandlesTests {

	@Test
	void whenMadeThenTheClassIsHiddenAndOneForEach() throws Exception {
		RowHandle first = RowHandles.of(write(), read());
		RowHandle second = RowHandles.of(write(), read());
		assertThat(first.getClass().isHidden()).isTrue();
		assertThat(second.getClass()).isNotSameAs(first.getClass());
	}

	@Test
	void whenRunThenBothKindsDoTheSame() throws Exception {
		for (RowHandle handle : List.of(RowHandles.of(write(), read()), new RowHandles.Interpreted(write(), read()))) {
			assertThat(handle.read(new ColumnReader[0], 7)).isEqualTo("row 7");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> handle.write(new ColumnWriter[0], 3, "x"))
				.withMessage("3 x");
		}
	}

	private static MethodHandle write() throws Exception {
		return handle("write", MethodType.methodType(void.class, ColumnWriter[].class, int.class, Object.class));
	}

	private static MethodHandle read() throws Exception {
		return handle("read", MethodType.methodType(Object.class, ColumnReader[].class, int.class));
	}

	private static MethodHandle handle(String name, MethodType type) throws Exception {
		return MethodHandles.lookup().findStatic(RowHandlesTests.class, name, type);
	}

	private static void write(ColumnWriter[] columns, int index, Object row) {
		throw new UnsupportedOperationException(index + " " + row);
	}

	private static Object read(ColumnReader[] columns, int row) {
		return "row " + row;
	}

}
