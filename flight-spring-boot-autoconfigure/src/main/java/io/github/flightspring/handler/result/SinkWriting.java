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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightReturnType;
import org.jspecify.annotations.Nullable;

/**
 * The common operations of the handlers of rows.
 */
final class SinkWriting {

	private SinkWriting() {
	}

	/**
	 * Whether a method returns the rows of its response.
	 * @param returnType the return type of the method
	 * @return {@code true} if the response of its RPC has rows
	 * @throws IllegalArgumentException if the method also writes them by hand
	 */
	static boolean returnsRows(FlightReturnType returnType) {
		if (returnType.rpc() != FlightRpc.DO_GET && returnType.rpc() != FlightRpc.DO_EXCHANGE) {
			return false;
		}
		if (returnType.writesByHand()) {
			throw new IllegalArgumentException("A method with a FlightSink writes its rows there and returns void");
		}
		return true;
	}

	static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("The handler returned null instead of rows");
		}
		return value;
	}

}
