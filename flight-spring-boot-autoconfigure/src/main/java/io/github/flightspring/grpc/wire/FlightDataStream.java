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

package io.github.flightspring.grpc.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.grpc.Drainable;
import io.grpc.KnownLength;

/**
 * The bytes of an outgoing message, in the form that gRPC takes: with their length and
 * without an extra copy.
 */
final class FlightDataStream extends FilterInputStream implements Drainable, KnownLength {

	FlightDataStream(InputStream message) {
		super(message);
	}

	@Override
	public int drainTo(OutputStream out) throws IOException {
		return Math.toIntExact(this.in.transferTo(out));
	}

}
