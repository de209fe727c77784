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

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompletionStage} of anything that another handler serves. A cancelled call
 * cancels it.
 */
final class DeferredReturnValueHandler implements FlightReturnValueHandler {

	private final FlightReturnValueHandler delegate;

	DeferredReturnValueHandler(FlightReturnValueHandler delegate) {
		this.delegate = delegate;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (!CompletionStage.class.isAssignableFrom(returnType.rawType())) {
			return null;
		}
		FlightResult inner = this.delegate
			.handle(returnType.withType(returnType.type().as(CompletionStage.class).getGeneric()));
		return (inner != null) ? new Deferred(inner) : null;
	}

	private record Deferred(FlightResult inner) implements FlightResult {

		@Override
		public void write(@Nullable Object value, FlightInvocation invocation) throws Exception {
			CompletableFuture<?> future = ((CompletionStage<?>) SinkWriting.required(value)).toCompletableFuture();
			this.inner.write(await(future), invocation);
		}

		private static @Nullable Object await(CompletableFuture<?> future) throws Exception {
			try {
				return future.get();
			}
			catch (InterruptedException ex) {
				future.cancel(true);
				throw ex;
			}
			catch (ExecutionException ex) {
				throw (ex.getCause() instanceof Exception cause) ? cause : ex;
			}
		}

		@Override
		public @Nullable Schema schema() {
			return this.inner.schema();
		}

	}

}
