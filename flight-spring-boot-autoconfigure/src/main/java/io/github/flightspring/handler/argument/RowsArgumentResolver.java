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

package io.github.flightspring.handler.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordIterator;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.validation.ArgumentValidator;
import io.github.flightspring.handler.validation.RowCheck;
import io.github.flightspring.handler.validation.UnreadRows;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The resolver of uploaded rows as a {@link Stream}, {@link Iterator}, {@link Iterable}
 * or publisher, of records or of batches. A batch is the reader's own root, which changes
 * with the next batch.
 */
final class RowsArgumentResolver implements FlightArgumentResolver {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			RowsArgumentResolver.class.getClassLoader());

	private final ArgumentValidator validator;

	RowsArgumentResolver(ArgumentValidator validator) {
		this.validator = validator;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		boolean upload = parameter.rpc() == FlightRpc.DO_PUT || parameter.rpc() == FlightRpc.DO_EXCHANGE;
		Function<Iterator<?>, Object> opened = upload ? container(parameter.type()) : null;
		if (opened == null) {
			return null;
		}
		boolean validated = AnnotatedElementUtils.hasAnnotation(parameter.parameter().getContainingClass(),
				Validated.class);
		Function<Iterator<?>, Object> container = validated ? opened.andThen(UnreadRows::of) : opened;
		Class<?> rowType = rowType(parameter.resolvableType());
		RowCheck check = this.validator.rows(parameter, rowType);
		if (rowType == VectorSchemaRoot.class) {
			return (invocation) -> container.apply(new BatchIterator(invocation.input()));
		}
		RecordMapper<?> mapper = RecordMapper.of(rowType);
		return (invocation) -> {
			RecordIterator<?> rows = new RecordIterator<>(invocation.input(), mapper);
			return container.apply((check != null) ? check.check(rows) : rows);
		};
	}

	private static Class<?> rowType(ResolvableType type) {
		Class<?> rowType = type.getGeneric().resolve();
		if (rowType == null || !(rowType.isRecord() || rowType == VectorSchemaRoot.class)) {
			throw new IllegalArgumentException("Its rows are neither records nor VectorSchemaRoot");
		}
		return rowType;
	}

	private static @Nullable Function<Iterator<?>, Object> container(Class<?> type) {
		if (type == Stream.class) {
			return RowsArgumentResolver::stream;
		}
		if (type == Iterator.class) {
			return (rows) -> rows;
		}
		if (type == Iterable.class) {
			return (rows) -> (Iterable<?>) () -> iterator(rows);
		}
		// the class cannot be loaded without Reactor
		return (REACTOR && PublisherArguments.supports(type)) ? (rows) -> PublisherArguments.publish(rows, type) : null;
	}

	private static Stream<?> stream(Iterator<?> rows) {
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false);
	}

	@SuppressWarnings("unchecked")
	private static Iterator<Object> iterator(Iterator<?> rows) {
		return (Iterator<Object>) rows;
	}

	/**
	 * The iterator over the batches of a reader.
	 */
	private static final class BatchIterator implements Iterator<VectorSchemaRoot> {

		private final FlightReader reader;

		private boolean loaded;

		BatchIterator(FlightReader reader) {
			this.reader = reader;
		}

		@Override
		public boolean hasNext() {
			try {
				this.loaded = this.loaded || this.reader.loadNextBatch();
				return this.loaded;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public VectorSchemaRoot next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.loaded = false;
			try {
				return this.reader.getVectorSchemaRoot();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
