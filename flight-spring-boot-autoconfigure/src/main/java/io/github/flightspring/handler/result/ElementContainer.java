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

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A container type of several results: {@link Stream}, {@link Iterator},
 * {@link Iterable}, with Kotlin on the class path a sequence, or with Reactor any
 * publisher.
 *
 * @param elementType the type of one result
 * @param opener the opener, which iterates over the results of a value
 */
record ElementContainer(ResolvableType elementType, Opener opener) {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			ElementContainer.class.getClassLoader());

	/**
	 * Create the container for a type.
	 * @param type the type
	 * @return the container, or {@code null} if the type is no container
	 */
	static @Nullable ElementContainer of(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (Stream.class.isAssignableFrom(raw)) {
			return new ElementContainer(type.as(Stream.class).getGeneric(), (value) -> Elements.of((Stream<?>) value));
		}
		if (Iterator.class.isAssignableFrom(raw)) {
			return new ElementContainer(type.as(Iterator.class).getGeneric(),
					(value) -> Elements.of(() -> (Iterator<?>) value, value));
		}
		if (Iterable.class.isAssignableFrom(raw)) {
			ResolvableType elementType = type.as(Iterable.class).getGeneric();
			// an Iterable of its own type, such as a tree, is one result
			return (elementType.toClass() == raw) ? null
					: new ElementContainer(elementType, (value) -> Elements.of(((Iterable<?>) value)::iterator, value));
		}
		if (KotlinDetector.isKotlinPresent()) {
			ElementContainer sequence = SequenceElements.container(type);
			if (sequence != null) {
				return sequence;
			}
		}
		return REACTOR ? PublisherElements.container(type) : null;
	}

	/**
	 * Create the container for a type of rows or batches. Beyond {@link #of}, it may be
	 * an array, or an {@link Optional} of one element or of a container.
	 * @param type the type
	 * @return the container, or {@code null} if the type is no container
	 */
	static @Nullable ElementContainer ofRows(ResolvableType type) {
		if (type.isArray()) {
			return new ElementContainer(type.getComponentType(),
					(value) -> Elements.of(Arrays.asList((Object[]) value)));
		}
		if (type.toClass() != Optional.class) {
			return of(type);
		}
		ElementContainer inner = ofRows(type.getGeneric());
		return (inner != null)
				? new ElementContainer(inner.elementType(),
						(value) -> ((Optional<?>) value).isPresent() ? inner.opener().open(((Optional<?>) value).get())
								: Elements.of(List.of()))
				: new ElementContainer(type.getGeneric(),
						(value) -> Elements.of(((Optional<?>) value).stream().toList()));
	}

	/**
	 * Create the container for one element, which is the value.
	 * @param type the type of the value
	 * @return the container
	 */
	static ElementContainer ofOne(ResolvableType type) {
		return new ElementContainer(type, (value) -> Elements.of(List.of(value)));
	}

	/**
	 * The opener of values of the container's type.
	 */
	@FunctionalInterface
	interface Opener {

		/**
		 * Open the value.
		 * @param value the value
		 * @return its elements
		 * @throws Exception if the value cannot be opened. The value is then closed
		 */
		Elements open(Object value) throws Exception;

	}

	/**
	 * The elements of a value, and the value to close after them.
	 *
	 * @param iterator the elements
	 * @param value the value that they come from
	 * @param ready whether the elements exist before they are read, and are finite
	 */
	record Elements(Iterator<?> iterator, Object value, boolean ready) implements AutoCloseable {

		// the spliterator of a stream with stages; it creates elements as they are read
		private static final Class<?> STAGES = Stream.of("").map((element) -> element).spliterator().getClass();

		static Elements of(Supplier<Iterator<?>> iterator, Object value) throws Exception {
			return open(() -> new Elements(iterator.get(), value, value instanceof Collection), value);
		}

		static Elements of(List<?> list) {
			return new Elements(list.iterator(), list, true);
		}

		static Elements of(Stream<?> stream) throws Exception {
			return open(() -> {
				Spliterator<?> elements = stream.spliterator();
				boolean ready = elements.getClass() != STAGES && elements.hasCharacteristics(Spliterator.SIZED);
				return new Elements(Spliterators.iterator(elements), stream, ready);
			}, stream);
		}

		private static Elements open(Supplier<Elements> elements, Object value) throws Exception {
			try {
				return elements.get();
			}
			catch (RuntimeException | Error ex) {
				try (AutoCloseable resource = closer(value)) {
					throw ex;
				}
			}
		}

		private static AutoCloseable closer(@Nullable Object value) {
			return (value instanceof AutoCloseable closeable) ? closeable : () -> {
			};
		}

		/**
		 * Close the elements that were not read, if they exist already. This applies to
		 * collections, and to streams of known size without stages. Elements that would
		 * have to be created first are not touched, nor are those of a possibly infinite
		 * source.
		 * @throws Exception if an element could not be closed. The others are closed even
		 * so
		 */
		void closeLeft() throws Exception {
			Exception failure = null;
			while (this.ready && this.iterator.hasNext()) {
				Object left = this.iterator.next();
				try (AutoCloseable element = closer(left)) {
					// close each element, even if another one throws
				}
				catch (Exception ex) {
					if (failure == null) {
						failure = ex;
					}
					else {
						failure.addSuppressed(ex);
					}
				}
			}
			if (failure != null) {
				throw failure;
			}
		}

		@Override
		public void close() throws Exception {
			try (AutoCloseable outer = closer(this.value);
					AutoCloseable inner = closer((this.iterator != this.value) ? this.iterator : "")) {
				// close both, even if the other one throws
			}
		}

	}

}
