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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/**
 * Loads the buffers of a batch into vectors, by the layouts of the schema that was sent.
 * It replaces {@code VectorLoader}, which uses the fields of the vectors. In these, a
 * dense union has its children in another order than in the batch.
 */
final class ColumnLoader {

	private final Iterator<ArrowFieldNode> nodes;

	private final Iterator<ArrowBuf> buffers;

	private final Iterator<Long> viewBuffers;

	private ColumnLoader(ArrowRecordBatch batch) {
		this.nodes = batch.getNodes().iterator();
		this.buffers = batch.getBuffers().iterator();
		this.viewBuffers = batch.getVariadicBufferCounts().iterator();
	}

	/**
	 * Load a batch that was validated for its layouts.
	 * @param batch the batch, which the caller still owns
	 * @param columns the layouts
	 * @param vectors the vectors
	 */
	static void load(ArrowRecordBatch batch, List<ColumnLayout> columns, List<FieldVector> vectors) {
		new ColumnLoader(batch).load(columns, vectors);
	}

	private void load(List<ColumnLayout> columns, List<FieldVector> vectors) {
		for (int i = 0; i < columns.size(); i++) {
			load(columns.get(i), vectors.get(i));
		}
	}

	private void load(ColumnLayout column, FieldVector vector) {
		int count = column.kind().buffers();
		if (column.kind() == ColumnLayout.Kind.VIEW) {
			count += Math.toIntExact(this.viewBuffers.next());
		}
		ArrowFieldNode node = this.nodes.next();
		List<ArrowBuf> own = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			own.add(this.buffers.next());
		}
		vector.loadFieldBuffers(node, own);
		load(column.children(), column.children(vector));
	}

}
