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

package io.github.flightspring.sample.uploads;

import java.util.List;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The batches of an upload: their size, and whether they would come back. Arrow's readers
 * make each child of a dense union as long as the number of its rows, which is wrong
 * where a value is used twice or not at all.
 */
final class StoredBatch {

	private StoredBatch() {
	}

	/**
	 * The bytes of vectors. Arrow's own count fails for dense unions that use a value
	 * twice.
	 * @param vectors the vectors
	 * @return the size of all their buffers
	 */
	static long size(List<FieldVector> vectors) {
		long size = 0;
		for (FieldVector vector : vectors) {
			size += vector.getFieldBuffers().stream().mapToLong(ArrowBuf::readableBytes).sum();
			size += size(vector.getChildrenFromFields());
		}
		return size;
	}

	/**
	 * Refuse vectors that would not come back.
	 * @param parent the path of the vectors, with a dot at the end, or empty
	 * @param vectors the vectors
	 */
	static void check(String parent, List<FieldVector> vectors) {
		for (FieldVector vector : vectors) {
			String path = parent + vector.getName();
			if (vector instanceof DenseUnionVector union && !usesEachValueOnce(union)) {
				throw CallStatus.INVALID_ARGUMENT
					.withDescription("Column '" + path + "': a dense union whose rows do not use each value once, in "
							+ "order, cannot be stored; send a sparse union")
					.toRuntimeException();
			}
			check(path + ".", vector.getChildrenFromFields());
		}
	}

	private static boolean usesEachValueOnce(DenseUnionVector union) {
		int[] used = new int[Byte.MAX_VALUE + 1];
		for (int row = 0; row < union.getValueCount(); row++) {
			byte id = union.getTypeId(row);
			if (id < 0 || union.getOffset(row) != used[id]++) {
				return false;
			}
		}
		List<FieldVector> children = union.getChildrenFromFields();
		int[] ids = ((ArrowType.Union) union.getField().getType()).getTypeIds();
		for (int i = 0; i < children.size(); i++) {
			if (children.get(i).getValueCount() != used[ids[i]]) {
				return false;
			}
		}
		return true;
	}

}
