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

package io.github.flightspring.handler.validation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

import org.springframework.util.ClassUtils;

/**
 * Containers of rows that a validator does not read. A proxy that validates the arguments
 * of a method would otherwise read the rows before the method does, or fail because it
 * knows no way to read them.
 */
public final class UnreadRows {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			UnreadRows.class.getClassLoader());

	private UnreadRows() {
	}

	/**
	 * Return a container for arguments that a proxy validates.
	 * @param container the container of the rows
	 * @return a container of the same rows
	 */
	public static Object of(Object container) {
		if (container instanceof Stream<?> stream) {
			return stream(stream);
		}
		if (container instanceof Iterator<?> iterator) {
			return new OfIterator<>(iterator);
		}
		if (container instanceof Iterable<?> iterable && !(container instanceof Collection)) {
			return new OfIterable<>(iterable);
		}
		return REACTOR ? Publishers.of(container) : container;
	}

	private static Object stream(Stream<?> stream) {
		return Proxy.newProxyInstance(OfStream.class.getClassLoader(), new Class<?>[] { OfStream.class },
				(proxy, method, arguments) -> {
					try {
						return method.invoke(stream, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	/**
	 * Rows as a stream.
	 *
	 * @param <T> the type of a row
	 */
	interface OfStream<T> extends Stream<T> {

	}

	/**
	 * Rows as an iterator.
	 *
	 * @param <T> the type of a row
	 */
	static final class OfIterator<T> implements Iterator<T> {

		private final Iterator<T> rows;

		OfIterator(Iterator<T> rows) {
			this.rows = rows;
		}

		@Override
		public boolean hasNext() {
			return this.rows.hasNext();
		}

		@Override
		public T next() {
			return this.rows.next();
		}

	}

	/**
	 * Rows as an iterable.
	 *
	 * @param <T> the type of a row
	 */
	static final class OfIterable<T> implements Iterable<T> {

		private final Iterable<T> rows;

		OfIterable(Iterable<T> rows) {
			this.rows = rows;
		}

		@Override
		public Iterator<T> iterator() {
			return this.rows.iterator();
		}

	}

	/**
	 * Rows as a publisher.
	 *
	 * @param <T> the type of a row
	 */
	static final class OfFlux<T> extends Flux<T> {

		private final Publisher<T> rows;

		OfFlux(Publisher<T> rows) {
			this.rows = rows;
		}

		@Override
		public void subscribe(CoreSubscriber<? super T> subscriber) {
			this.rows.subscribe(subscriber);
		}

	}

	/**
	 * Publishers, in a class that is loaded only with Reactor.
	 */
	private static final class Publishers {

		static Object of(Object container) {
			return (container instanceof Flux<?> flux) ? new OfFlux<>(flux) : container;
		}

	}

}
