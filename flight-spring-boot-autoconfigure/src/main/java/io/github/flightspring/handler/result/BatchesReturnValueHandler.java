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

package io.github.flightspring.handler.result;

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The handler of several {@link VectorSchemaRoot}s. The same root may come again with
 * other rows. A root that is followed by another root is closed, and so is the last one.
 * If the call ends early, the roots that exist already and were not sent are closed, too.
 */
final class BatchesReturnValueHandler implements FlightReturnValueHandler {

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		ElementContainer container = ElementContainer.ofRows(returnType.type());
		if (container == null || container.elementType().toClass() != VectorSchemaRoot.class
				|| !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return (value, invocation) -> {
			try (ElementContainer.Elements batches = container.opener().open(SinkWriting.required(value));
					AutoCloseable left = batches::closeLeft) {
				write(batches, invocation);
			}
		};
	}

	private static void write(ElementContainer.Elements batches, FlightInvocation invocation) {
		VectorSchemaRoot root = null;
		try {
			while (batches.iterator().hasNext()) {
				VectorSchemaRoot next = (VectorSchemaRoot) batches.iterator().next();
				if (next != root && root != null) {
					root.close();
				}
				root = next;
				invocation.output().write(root);
			}
		}
		finally {
			if (root != null) {
				root.close();
			}
		}
	}

}
