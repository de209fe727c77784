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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The handler of a {@link CompletionStage}, or with Reactor on the class path of a
 * publisher of at most one value. Another handler serves the value. A cancelled call
 * cancels the stage or the subscription.
 */
final class DeferredReturnValueHandler implements FlightReturnValueHandler {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			DeferredReturnValueHandler.class.getClassLoader());

	private final FlightReturnValueHandler delegate;

	DeferredReturnValueHandler(FlightReturnValueHandler delegate) {
		this.delegate = delegate;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		ResolvableType type = returnType.type();
		if (CompletionStage.class.isAssignableFrom(type.toClass())) {
			return deferred(returnType.withType(type.as(CompletionStage.class).getGeneric()),
					CompletionStage.class::cast);
		}
		return (REACTOR && SingleValues.supports(type.toClass()))
				? deferred(returnType.withType(type.getGeneric()), SingleValues::stage) : null;
	}

	private @Nullable FlightResult deferred(FlightReturnType value, Function<Object, CompletionStage<?>> stage) {
		FlightResult inner = this.delegate.handle(value);
		return (inner != null) ? new Deferred(inner, stage) : null;
	}

	private record Deferred(FlightResult inner, Function<Object, CompletionStage<?>> stage) implements FlightResult {

		@Override
		public void write(@Nullable Object value, FlightInvocation invocation) throws Exception {
			CompletableFuture<?> future = this.stage.apply(SinkWriting.required(value)).toCompletableFuture();
			this.inner.write(await(future), invocation);
		}

		private static @Nullable Object await(CompletableFuture<?> future) throws Exception {
			try {
				return future.get();
			}
			catch (InterruptedException ex) {
				if (!future.cancel(true)) {
					// the value came as the call was cancelled
					future.thenAccept(PublisherIterator::discard);
				}
				throw ex;
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof Error error) {
					throw error;
				}
				throw (ex.getCause() instanceof Exception cause) ? cause : ex;
			}
		}

		@Override
		public @Nullable Schema schema() {
			return this.inner.schema();
		}

	}

	/**
	 * Publishers of at most one value, adapted by Reactor.
	 */
	private static final class SingleValues {

		static boolean supports(Class<?> type) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
			return adapter != null && !adapter.isMultiValue();
		}

		static CompletionStage<?> stage(Object value) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(value.getClass());
			if (adapter == null) {
				throw new IllegalStateException("No adapter for " + value.getClass().getName());
			}
			return Mono.from(adapter.toPublisher(value)).contextCapture().toFuture();
		}

	}

}
