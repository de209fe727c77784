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

package io.github.flightspring.http.representation;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a union as values of the child that the type id names. Type ids
 * are taken from the schema. Arrow's sparse union finds a child by its name and type,
 * creates a missing one, and does not expose its type ids.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#union-layout">Arrow
 * columnar format, Union Layout</a>
 */
final class UnionWriter extends DecodedWriter {

	private final String name;

	private final IntUnaryOperator types;

	private final IntUnaryOperator offsets;

	private final @Nullable ValueWriter[] children = new ValueWriter[Byte.MAX_VALUE + 1];

	private UnionWriter(String name, IntUnaryOperator types, IntUnaryOperator offsets) {
		this.name = name;
		this.types = types;
		this.offsets = offsets;
	}

	static UnionWriter sparse(UnionVector union) {
		return new UnionWriter(union.getName(), (index) -> union.getTypeBuffer().getByte(index),
				IntUnaryOperator.identity());
	}

	static UnionWriter dense(DenseUnionVector union) {
		return new UnionWriter(union.getName(), union::getTypeId, union::getOffset);
	}

	void add(int typeId, ValueWriter child) {
		if (this.children[typeId] != null) {
			throw new IllegalStateException("Union '" + this.name + "' has type id " + typeId
					+ " twice in its schema: make the root with the field that the vector was made with");
		}
		this.children[typeId] = child;
	}

	@Override
	int position(int index) {
		return this.offsets.applyAsInt(index);
	}

	@Override
	ValueWriter values(int index) {
		int typeId = this.types.applyAsInt(index);
		ValueWriter child = (typeId >= 0) ? this.children[typeId] : null;
		if (child == null) {
			throw new IllegalStateException("Value " + index + " of column '" + this.name + "' has type id " + typeId
					+ ", but the union has " + Arrays.toString(typeIds())
					+ ": a union has no nulls of its own, so give each value a type");
		}
		return child;
	}

	private int[] typeIds() {
		return IntStream.range(0, this.children.length).filter((typeId) -> this.children[typeId] != null).toArray();
	}

}
