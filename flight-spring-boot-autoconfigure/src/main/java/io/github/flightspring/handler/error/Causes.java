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

import java.util.function.Function;

import io.github.flightspring.arrow.RecordMappingException;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The search for a known exception among the causes of another one. A status that was
 * chosen already ends the search.
 */
final class Causes {

	private static final int DEEPEST = 20;

	private Causes() {
	}

	static <T> @Nullable T first(@Nullable Throwable exception, Function<Throwable, @Nullable T> known) {
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < DEEPEST && !isStatus(cause); depth++) {
			T found = known.apply(cause);
			if (found != null) {
				return found;
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static boolean isStatus(Throwable exception) {
		return exception instanceof FlightRuntimeException || exception instanceof StatusRuntimeException
				|| exception instanceof StatusException || exception instanceof RecordMappingException;
	}

}
