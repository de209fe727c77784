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

import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * The handler of an {@link ArrowReader}. It sends batch by batch without a copy, and then
 * closes the reader.
 */
final class ReaderReturnValueHandler implements FlightReturnValueHandler {

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (!ArrowReader.class.isAssignableFrom(returnType.rawType()) || !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return (value, invocation) -> {
			try (ArrowReader reader = (ArrowReader) SinkWriting.required(value)) {
				ReaderWriting.write(reader, invocation);
			}
		};
	}

}
