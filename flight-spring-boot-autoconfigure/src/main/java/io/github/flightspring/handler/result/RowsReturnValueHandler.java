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

import java.util.Iterator;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.arrow.batch.BatchLimits;
import io.github.flightspring.arrow.batch.RecordBatcher;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightPoll;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import io.github.flightspring.internal.ReturnedRows;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The handler of rows, one or several: records, instances of classes and interfaces with
 * properties, and maps. The rows are collected into batches of limited size in bytes.
 */
final class RowsReturnValueHandler implements FlightReturnValueHandler {

	private final long maxBatchBytes;

	RowsReturnValueHandler(long maxBatchBytes) {
		this.maxBatchBytes = maxBatchBytes;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (!SinkWriting.returnsRows(returnType)) {
			return null;
		}
		ElementContainer several = ElementContainer.ofRows(returnType.type());
		ElementContainer container = (several != null) ? several : ElementContainer.ofOne(returnType.type());
		Class<?> type = container.elementType().toClass();
		if (Map.class.isAssignableFrom(type)) {
			return new Rows<>(container, RecordMapper.of(declared(returnType)), RecordMapper::mapWriter);
		}
		if (!RecordMapper.isRowType(type) || type == Flight.class || type == FlightPoll.class) {
			throw InvalidDeclarationException.ofRows(ReturnedRows.types(), container.elementType());
		}
		return new Rows<>(container, RecordMapper.of(type), RecordMapper::writer);
	}

	private static Class<?> declared(FlightReturnType returnType) {
		Class<?> declared = returnType.mapping().schemaType();
		if (declared == null) {
			throw new InvalidDeclarationException("A map does not say which columns there are",
					"Name a record of the columns in the annotation: schema = Order.class");
		}
		return declared;
	}

	private final class Rows<R> implements FlightResult {

		private final ElementContainer container;

		private final RecordMapper<?> mapper;

		private final BiFunction<RecordMapper<?>, BufferAllocator, RecordWriter<R>> opener;

		Rows(ElementContainer container, RecordMapper<?> mapper,
				BiFunction<RecordMapper<?>, BufferAllocator, RecordWriter<R>> opener) {
			this.container = container;
			this.mapper = mapper;
			this.opener = opener;
		}

		@Override
		public void write(@Nullable Object value, FlightInvocation invocation) throws Exception {
			try (ElementContainer.Elements rows = this.container.opener().open(SinkWriting.required(value));
					RecordWriter<R> writer = this.opener.apply(this.mapper, invocation.call().allocator())) {
				invocation.output().start(writer.root(), writer.dictionaries());
				BatchLimits limits = BatchLimits.ofRows(RowsReturnValueHandler.this.maxBatchBytes);
				new RecordBatcher<>(writer, limits, invocation.output()::write).addAll(cast(rows));
			}
		}

		@SuppressWarnings("unchecked")
		private Iterator<R> cast(ElementContainer.Elements rows) {
			return (Iterator<R>) rows.iterator();
		}

		@Override
		public Schema schema() {
			return this.mapper.schema();
		}

	}

}
