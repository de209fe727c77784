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
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
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
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import io.github.flightspring.handler.validation.ArgumentValidator;
import io.github.flightspring.handler.validation.RowCheck;
import io.github.flightspring.handler.validation.UnreadRows;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The resolver of uploaded rows as a {@link Stream}, {@link Iterator}, {@link Iterable},
 * sequence or publisher, of rows or of batches, or as a {@link List}, {@link Collection}
 * or array of rows. A batch is the reader's own root, which changes with the next batch.
 */
final class RowsArgumentResolver implements FlightArgumentResolver {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			RowsArgumentResolver.class.getClassLoader());

	private final ArgumentValidator validator;

	private final int maxCollected;

	/**
	 * Create a resolver.
	 * @param validator the validator of rows
	 * @param maxCollected the largest number of rows in a list or an array
	 */
	RowsArgumentResolver(ArgumentValidator validator, int maxCollected) {
		this.validator = validator;
		this.maxCollected = maxCollected;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		if (parameter.rpc() != FlightRpc.DO_PUT && parameter.rpc() != FlightRpc.DO_EXCHANGE) {
			return null;
		}
		if (parameter.type() == List.class || parameter.type() == Collection.class) {
			return collected(parameter, parameter.resolvableType().getGeneric(), (rows) -> rows);
		}
		if (parameter.type().isArray() && RecordMapper.isRowType(parameter.type().componentType())) {
			Class<?> element = parameter.type().componentType();
			return collected(parameter, ResolvableType.forClass(element),
					(rows) -> rows.toArray((Object[]) Array.newInstance(element, 0)));
		}
		Function<Iterator<?>, Object> container = container(parameter.type());
		if (container == null) {
			return null;
		}
		boolean validated = AnnotatedElementUtils.hasAnnotation(parameter.parameter().getContainingClass(),
				Validated.class);
		return streamed(parameter, validated ? container.andThen(UnreadRows::of) : container);
	}

	private FlightArgument collected(FlightParameter parameter, ResolvableType rowType,
			Function<List<Object>, Object> form) {
		RecordMapper<?> mapper = mapper(rowType, "");
		RowCheck check = this.validator.rows(parameter, rowType.toClass());
		CollectedRows all = new CollectedRows(this.maxCollected);
		return new RowsArgument((invocation) -> form.apply(all.read(rows(invocation, mapper, check), invocation)),
				mapper.schema());
	}

	private FlightArgument streamed(FlightParameter parameter, Function<Iterator<?>, Object> container) {
		ResolvableType rowType = parameter.resolvableType().getGeneric();
		if (rowType.toClass() == VectorSchemaRoot.class) {
			this.validator.rows(parameter, VectorSchemaRoot.class);
			return (invocation) -> container.apply(new BatchIterator(invocation.input()));
		}
		RecordMapper<?> mapper = mapper(rowType, ", or VectorSchemaRoots");
		RowCheck check = this.validator.rows(parameter, rowType.toClass());
		return new RowsArgument((invocation) -> container.apply(rows(invocation, mapper, check)), mapper.schema());
	}

	private static Iterator<?> rows(FlightInvocation invocation, RecordMapper<?> mapper, @Nullable RowCheck check) {
		RecordIterator<?> rows = new RecordIterator<>(invocation.input(), mapper);
		return (check != null) ? check.check(rows) : rows;
	}

	private static RecordMapper<?> mapper(ResolvableType rowType, String others) {
		if (!RecordMapper.isRowType(rowType.toClass())) {
			throw InvalidDeclarationException.ofRows("records or classes with properties" + others, rowType);
		}
		RecordMapper<?> mapper = RecordMapper.of(rowType.toClass());
		mapper.requireReadable();
		return mapper;
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
		if (KotlinDetector.isKotlinPresent() && SequenceArguments.supports(type)) {
			return SequenceArguments::of;
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
	 * Rows of a known schema.
	 *
	 * @param argument the source of the rows
	 * @param schema the schema
	 */
	private record RowsArgument(FlightArgument argument, Schema schema) implements FlightArgument {

		@Override
		public @Nullable Object get(FlightInvocation invocation) throws Exception {
			return this.argument.get(invocation);
		}

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
