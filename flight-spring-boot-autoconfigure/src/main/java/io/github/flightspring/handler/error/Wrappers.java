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

package io.github.flightspring.handler.error;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Wrapper exceptions, which libraries throw only to carry another exception.
 */
public final class Wrappers {

	private static final int DEEPEST = 20;

	private Wrappers() {
	}

	/**
	 * Remove the wrappers of an exception.
	 * @param exception an exception
	 * @return the wrapped exception, or the exception itself if it is no wrapper
	 */
	public static Throwable unwrap(Throwable exception) {
		Throwable current = exception;
		for (int depth = 0; depth < DEEPEST && isWrapper(current); depth++) {
			Throwable cause = current.getCause();
			if (cause == null) {
				return current;
			}
			current = cause;
		}
		return current;
	}

	private static boolean isWrapper(Throwable exception) {
		return exception instanceof ExecutionException || exception instanceof CompletionException
				|| exception instanceof InvocationTargetException || exception instanceof UndeclaredThrowableException;
	}

}
