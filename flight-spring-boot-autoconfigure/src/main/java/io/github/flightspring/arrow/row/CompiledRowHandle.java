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

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.write.ColumnWriter;

/**
 * Runs the code of a type of rows as fast as code written for it. The JIT compiler
 * inlines a method handle only if it is a constant. Each type therefore gets its own
 * class with the handles as constants: this class, defined again as a hidden class. The
 * hidden class, and its reference to the type, is unloaded together with its instance.
 */
final class CompiledRowHandle implements RowHandle {

	private static final MethodHandle WRITE;

	private static final MethodHandle READ;

	static {
		try {
			WRITE = MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, 0);
			READ = MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, 1);
		}
		catch (IllegalAccessException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	CompiledRowHandle() {
	}

	@Override
	public void write(ColumnWriter[] columns, int index, Object row) {
		try {
			WRITE.invokeExact(columns, index, row);
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
			return (Object) READ.invokeExact(columns, row);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
