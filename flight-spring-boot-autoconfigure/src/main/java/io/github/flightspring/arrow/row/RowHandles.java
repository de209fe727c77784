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

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.write.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * Creates row handles.
 */
final class RowHandles {

	private static final byte @Nullable [] TEMPLATE = template();

	private RowHandles() {
	}

	/**
	 * Create a handle that runs the given code.
	 * @param write the code of {@link RowHandle#write}
	 * @param read the code of {@link RowHandle#read}
	 */
	static RowHandle of(MethodHandle write, MethodHandle read) {
		if (TEMPLATE == null) {
			return new Interpreted(write, read);
		}
		try {
			Class<?> hidden = MethodHandles.lookup()
				.defineHiddenClassWithClassData(TEMPLATE, List.of(write, read), true)
				.lookupClass();
			return (RowHandle) hidden.getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException ex) {
			// for runtimes that cannot define classes at run time, such as a native image
			return new Interpreted(write, read);
		}
	}

	private static byte @Nullable [] template() {
		try (InputStream resource = RowHandles.class.getResourceAsStream("CompiledRowHandle.class")) {
			return (resource != null) ? resource.readAllBytes() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Runs the same code without a class of its own, several times slower.
	 *
	 * @param writeHandle the code of {@link RowHandle#write}
	 * @param readHandle the code of {@link RowHandle#read}
	 */
	record Interpreted(MethodHandle writeHandle, MethodHandle readHandle) implements RowHandle {

		@Override
		public void write(ColumnWriter[] columns, int index, Object row) {
			try {
				this.writeHandle.invokeExact(columns, index, row);
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public Object read(ColumnReader[] columns, int row) {
			try {
				return (Object) this.readHandle.invokeExact(columns, row);
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
