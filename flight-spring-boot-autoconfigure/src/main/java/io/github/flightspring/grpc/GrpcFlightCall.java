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

package io.github.flightspring.grpc;

import java.net.SocketAddress;

import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.TransportCall;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A call over gRPC, as handlers see it.
 */
final class GrpcFlightCall extends TransportCall {

	static final String TRANSPORT = "grpc";

	private final CallHeaders headers;

	private final CallHeaders responseHeaders;

	private final CallHeaders responseTrailers;

	private final Attributes attributes;

	GrpcFlightCall(CallLife life, Metadata headers, CallResponse<?> response, Attributes attributes) {
		super(life);
		this.headers = new MetadataAdapter(headers);
		this.responseHeaders = new MetadataAdapter(response.headers());
		this.responseTrailers = new MetadataAdapter(response.trailers());
		this.attributes = attributes;
	}

	@Override
	public CallHeaders headers() {
		return this.headers;
	}

	@Override
	public CallHeaders responseHeaders() {
		return this.responseHeaders;
	}

	@Override
	public CallHeaders responseTrailers() {
		return this.responseTrailers;
	}

	@Override
	public @Nullable SocketAddress peer() {
		return this.attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
	}

	@Override
	public boolean isSecure() {
		return this.attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION) != null;
	}

}
