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

package io.github.flightspring.arrow.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A consumer of the batches of a {@link RecordBatcher}.
 */
@FunctionalInterface
public interface BatchConsumer {

	/**
	 * Consume a batch. The batch is valid until this method returns. Its memory is then
	 * used for the next one.
	 * @param batch the batch, which the writer closes
	 * @throws Exception if the batch cannot be consumed, which ends the batching
	 */
	void accept(VectorSchemaRoot batch) throws Exception;

}
