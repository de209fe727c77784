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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReaderHandles;
import io.github.flightspring.arrow.value.ValueException;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.WriterHandles;

/**
 * Builds the code of a type of rows from method handles. Each property has one that takes
 * the value out of a row and writes it, and one that reads it for the constructor or the
 * setter. Primitives are not boxed.
 */
final class RowHandleBuilder {

	// a method has at most 255 arguments, and each component needs two
	private static final int MAX_DIRECT = 100;

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static final MethodType WRITE = MethodType.methodType(void.class, ColumnWriter[].class, int.class,
			Object.class);

	private static final MethodType READ = MethodType.methodType(Object.class, ColumnReader[].class, int.class);

	private final List<RowProperty> parameters;

	private final MethodHandle constructor;

	private final String path;

	private final List<MethodHandle> writes = new ArrayList<>();

	private final MethodHandle[] reads;

	private final List<MethodHandle> sets = new ArrayList<>();

	private final Class<?>[] parameterTypes;

	private final boolean readable;

	RowHandleBuilder(RowType type, String path) {
		RowCreator creator = type.creator();
		this.readable = creator != null;
		this.parameters = (creator != null) ? creator.parameters() : List.of();
		MethodHandle constructor = (creator != null) ? creator.constructor()
				: MethodHandles.constant(Object.class, null);
		this.constructor = catching(constructor.asType(constructor.type().erase()), RuntimeException.class,
				handle("constructorFailure", ValueException.class, Class.class, String.class, RuntimeException.class)
					.bindTo(type.type())
					.bindTo(path));
		this.parameterTypes = constructor.type().parameterArray();
		this.path = path;
		this.reads = new MethodHandle[this.parameters.size()];
	}

	/**
	 * Add a property and its column. Each call takes the next column.
	 */
	void add(RowProperty property, RowPlan.Column column) {
		int index = this.writes.size();
		MethodHandle getter = property.getter();
		MethodHandle safeGetter = catching(
				getter.asType(MethodType.methodType(getter.type().returnType(), Object.class)), Throwable.class,
				handle("accessorFailure", ValueException.class, String.class, Throwable.class).bindTo(column.path()));
		this.writes.add(write(index, safeGetter, column.type().writerClass()));
		if (!this.readable) {
			return;
		}
		boolean passed = false;
		for (int i = 0; i < this.reads.length; i++) {
			if (this.parameters.get(i) == property) {
				this.reads[i] = read(index, this.parameterTypes[i]).asType(MethodType
					.methodType(this.constructor.type().parameterType(i), ColumnReader[].class, int.class));
				passed = true;
			}
		}
		if (!passed && property.setter() != null) {
			this.sets.add(set(index, property.setter(), property.name()));
		}
	}

	RowHandle build() {
		MethodHandle write = sequence(this.writes);
		MethodHandle create = (this.reads.length <= MAX_DIRECT) ? readDirectly() : readSpread();
		return RowHandles.of(write.asType(WRITE), populated(create).asType(READ));
	}

	/**
	 * Add the setters, which run one after the other once the instance is there.
	 */
	private MethodHandle populated(MethodHandle create) {
		if (this.sets.isEmpty()) {
			return create;
		}
		MethodHandle instance = MethodHandles.dropArguments(MethodHandles.identity(Object.class), 1,
				ColumnReader[].class, int.class);
		return MethodHandles.foldArguments(MethodHandles.foldArguments(instance, sequence(this.sets)), create);
	}

	private MethodHandle set(int index, MethodHandle setter, String name) {
		Class<?> type = setter.type().parameterType(1);
		MethodHandle safeSetter = catching(setter.asType(setter.type().changeReturnType(void.class).erase()),
				RuntimeException.class,
				handle("setterFailure", ValueException.class, String.class, RuntimeException.class)
					.bindTo(this.path.isEmpty() ? name : this.path + "." + name));
		MethodHandle value = read(index, type)
			.asType(MethodType.methodType(safeSetter.type().parameterType(1), ColumnReader[].class, int.class));
		return MethodHandles.collectArguments(safeSetter, 1, value);
	}

	private static MethodHandle write(int index, MethodHandle accessor, Class<? extends ColumnWriter> writerClass) {
		MethodHandle column = MethodHandles
			.insertArguments(MethodHandles.arrayElementGetter(ColumnWriter[].class), 1, index)
			.asType(MethodType.methodType(writerClass, ColumnWriter[].class));
		MethodHandle write = WriterHandles.of(writerClass, accessor.type().returnType());
		MethodHandle value = accessor.asType(MethodType.methodType(write.type().parameterType(2), Object.class));
		return MethodHandles.filterArguments(write, 0, column, null, value);
	}

	/**
	 * Combine steps so that they run one after the other. A balanced tree keeps the calls
	 * shallow enough for the JIT compiler to inline them all.
	 */
	private static MethodHandle sequence(List<MethodHandle> steps) {
		if (steps.size() == 1) {
			return steps.get(0);
		}
		int middle = steps.size() / 2;
		return MethodHandles.foldArguments(sequence(steps.subList(middle, steps.size())),
				sequence(steps.subList(0, middle)));
	}

	private static MethodHandle read(int index, Class<?> type) {
		MethodHandle column = MethodHandles.insertArguments(MethodHandles.arrayElementGetter(ColumnReader[].class), 1,
				index);
		return MethodHandles.filterArguments(ReaderHandles.of(type), 0, column);
	}

	private MethodHandle readDirectly() {
		MethodHandle all = this.constructor;
		int[] reorder = new int[this.reads.length * 2];
		for (int i = this.reads.length - 1; i >= 0; i--) {
			all = MethodHandles.collectArguments(all, i, this.reads[i]);
			reorder[2 * i + 1] = 1;
		}
		return MethodHandles.permuteArguments(all,
				MethodType.methodType(all.type().returnType(), ColumnReader[].class, int.class), reorder);
	}

	private MethodHandle readSpread() {
		MethodHandle[] boxed = Arrays.stream(this.reads).map((read) -> read.asType(READ)).toArray(MethodHandle[]::new);
		MethodHandle values = handle("readAll", Object[].class, MethodHandle[].class, ColumnReader[].class, int.class)
			.bindTo(boxed);
		return MethodHandles.collectArguments(this.constructor.asSpreader(Object[].class, boxed.length), 0, values);
	}

	private static Object[] readAll(MethodHandle[] reads, ColumnReader[] columns, int row) throws Throwable {
		Object[] values = new Object[reads.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (Object) reads[i].invokeExact(columns, row);
		}
		return values;
	}

	/**
	 * Add a catch clause. The parameters of the target must not include a class of the
	 * row type's class loader: the JDK keeps the type of the last handle with a catch
	 * clause, and would keep the class loader with it.
	 */
	private static <E extends Throwable> MethodHandle catching(MethodHandle target, Class<E> type,
			MethodHandle failure) {
		MethodHandle thrower = MethodHandles.throwException(target.type().returnType(),
				failure.type().returnType().asSubclass(Throwable.class));
		return MethodHandles.catchException(target, type, MethodHandles.filterArguments(thrower, 0, failure));
	}

	private static ValueException accessorFailure(String path, Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		return new ValueException(path, "its accessor threw " + cause.getClass().getName(), cause);
	}

	private static ValueException constructorFailure(Class<?> type, String path, RuntimeException cause) {
		return new ValueException(path, type.getSimpleName() + " refuses its values" + reason(cause), cause);
	}

	private static ValueException setterFailure(String path, RuntimeException cause) {
		return new ValueException(path, "its setter refuses the value" + reason(cause), cause);
	}

	/**
	 * The message of an IllegalArgumentException is meant for the supplier of the
	 * argument.
	 */
	private static String reason(RuntimeException cause) {
		return (cause instanceof IllegalArgumentException && cause.getMessage() != null) ? ": " + cause.getMessage()
				: "";
	}

	private static MethodHandle handle(String name, Class<?> returnType, Class<?>... parameterTypes) {
		try {
			return LOOKUP.findStatic(RowHandleBuilder.class, name, MethodType.methodType(returnType, parameterTypes));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
