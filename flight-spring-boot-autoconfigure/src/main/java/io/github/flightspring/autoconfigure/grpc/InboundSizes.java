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

package io.github.flightspring.autoconfigure.grpc;

import io.grpc.ServerBuilder;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.util.unit.DataSize;

/**
 * Raises Boot's limits for the size of messages and metadata from clients, which are too
 * small for Flight. Limits that the application has set stay.
 *
 * @param environment the application's environment
 * @param maxMessageSize the largest message of an upload
 * @param callMemoryLimit the memory limit of one call, which also limits a message
 * @param <T> the type of the server's builder
 */
record InboundSizes<T extends ServerBuilder<T>>(Environment environment, DataSize maxMessageSize,
		DataSize callMemoryLimit) implements ServerBuilderCustomizer<T> {

	private static final String PREFIX = "spring.grpc.server.inbound.";

	private static final int METADATA_SIZE = 32 * 1024;

	@Override
	public void customize(T builder) {
		if (!isSet("message.max-size")) {
			builder.maxInboundMessageSize((int) Math.min(Integer.MAX_VALUE,
					Math.min(this.maxMessageSize.toBytes(), this.callMemoryLimit.toBytes())));
		}
		if (!isSet("metadata.max-size")) {
			builder.maxInboundMetadataSize(METADATA_SIZE);
		}
	}

	private boolean isSet(String name) {
		return Binder.get(this.environment).bind(PREFIX + name, DataSize.class).isBound();
	}

}
