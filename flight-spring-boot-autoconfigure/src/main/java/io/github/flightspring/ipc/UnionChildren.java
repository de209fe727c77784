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

package io.github.flightspring.ipc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Gives the children of loaded dense unions the lengths that they came with. Arrow's
 * vector sets them to the number of values of each type, which is wrong as soon as a
 * value is used twice or not at all.
 */
final class UnionChildren {

	private UnionChildren() {
	}

	static boolean isIn(List<ColumnLayout> columns) {
		return columns.stream()
			.anyMatch((column) -> column.kind() == ColumnLayout.Kind.DENSE_UNION || isIn(column.children()));
	}

	/**
	 * Restore the lengths.
	 * @param columns the layouts of the vectors
	 * @param vectors the vectors
	 * @param nodes the field nodes that the vectors were loaded from
	 */
	static void restore(List<ColumnLayout> columns, List<FieldVector> vectors, Iterator<ArrowFieldNode> nodes) {
		restore(vectors, lengths(columns, nodes), false);
	}

	private static List<Length> lengths(List<ColumnLayout> columns, Iterator<ArrowFieldNode> nodes) {
		List<Length> lengths = new ArrayList<>(columns.size());
		for (ColumnLayout column : columns) {
			lengths.add(new Length(nodes.next().getLength(), lengths(column.children(), nodes)));
		}
		return lengths;
	}

	private static void restore(List<FieldVector> vectors, List<Length> lengths, boolean inUnion) {
		for (int i = 0; i < vectors.size(); i++) {
			FieldVector vector = vectors.get(i);
			Length length = lengths.get(i);
			if (inUnion && vector.getValueCount() != length.values()) {
				markAsSet(vector, length);
				vector.setValueCount(length.values());
			}
			restore(vector.getChildrenFromFields(), length.children(), vector instanceof DenseUnionVector);
		}
	}

	/**
	 * Tell a vector, and those in it, that all its values are set: a vector that grows
	 * makes those empty that it takes for not set, over what was loaded.
	 */
	private static void markAsSet(FieldVector vector, Length length) {
		int last = length.values() - 1;
		if (vector instanceof ExtensionTypeVector<?> extension) {
			markAsSet(extension.getUnderlyingVector(), length);
			return;
		}
		if (vector instanceof BaseVariableWidthVector variable) {
			variable.setLastSet(last);
		}
		else if (vector instanceof BaseLargeVariableWidthVector variable) {
			variable.setLastSet(last);
		}
		else if (vector instanceof ListVector list) {
			list.setLastSet(last);
		}
		else if (vector instanceof LargeListVector list) {
			list.setLastSet(last);
		}
		for (int i = 0; i < length.children().size(); i++) {
			markAsSet(vector.getChildrenFromFields().get(i), length.children().get(i));
		}
	}

	/**
	 * The length of a vector.
	 *
	 * @param values the number of its values
	 * @param children the lengths of its children
	 */
	private record Length(int values, List<Length> children) {

	}

}
