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

package io.github.flightspring.handler.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Blocking waits for a future, on a thread that may block.
 */
public final class Futures {

	private Futures() {
	}

	/**
	 * Wait for a future.
	 * @param later the future
	 * @param <T> the type of the result
	 * @return the result
	 * @throws Exception the exception that the future failed with
	 */
	public static <T> T await(CompletableFuture<T> later) throws Exception {
		try {
			return later.get();
		}
		catch (ExecutionException ex) {
			throw cause(ex);
		}
	}

	private static Exception cause(ExecutionException failure) {
		Throwable cause = failure.getCause();
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof Exception exception) ? exception : failure;
	}

}
