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

import java.time.Duration;
import java.util.Iterator;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.arrow.batch.BatchLimits;
import io.github.flightspring.arrow.batch.RecordBatcher;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The handler of several records. Each record is a row. The rows are collected into
 * batches of limited size in bytes.
 */
final class RecordsReturnValueHandler implements FlightReturnValueHandler {

	private static final int MAX_ROWS = 1 << 16;

	private static final Duration MAX_DELAY = Duration.ofMillis(500);

	private final long maxBatchBytes;

	RecordsReturnValueHandler(long maxBatchBytes) {
		this.maxBatchBytes = maxBatchBytes;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		ElementContainer container = ElementContainer.of(returnType.type());
		if (container == null || !container.elementType().toClass().isRecord()
				|| !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return result(container, RecordMapper.of(container.elementType().toClass()));
	}

	private <T> FlightResult result(ElementContainer container, RecordMapper<T> mapper) {
		return new FlightResult() {

			@Override
			public void write(@Nullable Object value, FlightInvocation invocation) throws Exception {
				try (ElementContainer.Elements rows = container.opener().open(SinkWriting.required(value));
						RecordWriter<T> writer = mapper.writer(invocation.call().allocator())) {
					invocation.output().start(writer.root(), writer.dictionaries());
					BatchLimits limits = new BatchLimits(RecordsReturnValueHandler.this.maxBatchBytes, MAX_ROWS,
							MAX_DELAY);
					RecordBatcher<T> batcher = new RecordBatcher<>(writer, limits, invocation.output()::write);
					batcher.addAll(cast(rows));
				}
			}

			@Override
			public Schema schema() {
				return mapper.schema();
			}

		};
	}

	@SuppressWarnings("unchecked")
	private static <T> Iterator<T> cast(ElementContainer.Elements rows) {
		return (Iterator<T>) rows.iterator();
	}

}
