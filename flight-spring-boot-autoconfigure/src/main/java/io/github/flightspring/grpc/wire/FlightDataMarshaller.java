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

import java.io.InputStream;

import io.github.flightspring.ipc.FlightDataMessage;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;

/**
 * Passes {@code FlightData} through gRPC without parsing or building it.
 * {@link FlightDataMessage#decode} allocates the memory, because it knows the call's
 * allocator.
 */
final class FlightDataMarshaller implements Marshaller<FlightDataMessage> {

	static final FlightDataMarshaller INSTANCE = new FlightDataMarshaller();

	private FlightDataMarshaller() {
	}

	@Override
	public InputStream stream(FlightDataMessage message) {
		return new FlightDataStream(message.stream());
	}

	@Override
	public FlightDataMessage parse(InputStream stream) {
		return FlightDataMessage.incoming(stream, stream instanceof KnownLength);
	}

}
