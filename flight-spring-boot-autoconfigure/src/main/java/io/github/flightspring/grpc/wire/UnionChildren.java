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

package io.github.flightspring.grpc.wire;

import java.util.Iterator;
import java.util.List;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
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

	static void restore(List<ColumnLayout> columns, List<FieldVector> vectors, Iterator<ArrowFieldNode> nodes,
			boolean inUnion) {
		for (int i = 0; i < columns.size(); i++) {
			ArrowFieldNode node = nodes.next();
			FieldVector vector = vectors.get(i);
			if (inUnion && vector.getValueCount() != node.getLength()) {
				vector.setValueCount(node.getLength());
			}
			restore(columns.get(i).children(), vector.getChildrenFromFields(), nodes,
					vector instanceof DenseUnionVector);
		}
	}

}
