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

package io.github.flightspring.autoconfigure;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the Flight server.
 *
 * @param advertisedLocation Location of all endpoints, such as
 * "grpc+tls://flights.example.org:443" or "arrow-flight-reuse-connection://?". By default
 * endpoints have no location, so that clients use their existing connection.
 * @param callMemoryLimit Maximum Arrow memory of one call.
 * @param callTimeout Maximum duration of a call, or zero for no limit. A shorter deadline
 * of the client applies first.
 * @param compression Compression of the bodies of record batches.
 * @param drainTimeout Maximum time that calls may continue at a graceful shutdown. After
 * it, running calls are cancelled.
 * @param maxBatchSize Maximum size of the body of a record batch on the wire. Larger
 * batches are sliced. A larger single row is sent alone. The default is below the limit
 * of 4 MiB that many clients have.
 * @param maxCollectedRows Maximum number of rows of an upload whose handler takes a list
 * or an array of them. Larger uploads are refused as RESOURCE_EXHAUSTED, as are uploads
 * whose rows exceed "flight.server.call-memory-limit".
 * @param maxConcurrentCalls Maximum number of calls whose handlers run. Further calls
 * wait, within the limits of "flight.admission", and are refused as UNAVAILABLE.
 * @param maxConcurrentCallsPerConnection Maximum number of open calls on one connection,
 * including those that wait. Most clients delay further calls. The calls of other clients
 * are refused as RESOURCE_EXHAUSTED.
 * @param maxMessageSize Maximum size of a message of an upload, which is a batch with its
 * metadata. The property "spring.grpc.server.inbound.message.max-size" has precedence. A
 * message is never larger than the memory of its call.
 * @param maxOpenCalls Maximum number of open calls of all clients together, including
 * those that wait and those whose requests have not arrived. Above it, calls of
 * connections with more than their share are refused as UNAVAILABLE.
 * @param maxRequestSize Maximum size of a request that is no upload: a descriptor, a
 * ticket, an action or a message of a handshake. Larger requests are refused as
 * RESOURCE_EXHAUSTED before they are read.
 * @param maxResetsPerSecond Maximum number of calls per second that a client may reset on
 * one connection, counted over ten seconds, or zero for no limit. Calls that the server
 * resets because the client violates HTTP/2 count, too. Above it, the connection is
 * closed.
 * @param slowConsumerTimeout Maximum time that a download waits for a client that
 * receives nothing, or zero for no limit.
 * @param slowProducerTimeout Maximum time that an upload waits for a client that sends
 * nothing, and that a request takes to arrive, or zero for no limit.
 */
@ConfigurationProperties(prefix = "flight.server", ignoreUnknownFields = false)
public record FlightServerProperties(@Nullable URI advertisedLocation, @DefaultValue("512MB") DataSize callMemoryLimit,
		@DefaultValue("1h") Duration callTimeout, @DefaultValue("none") Compression compression,
		@DefaultValue("30s") Duration drainTimeout, @DefaultValue("3MB") DataSize maxBatchSize,
		@DefaultValue("100000") int maxCollectedRows, @DefaultValue("256") int maxConcurrentCalls,
		@DefaultValue("512") int maxConcurrentCallsPerConnection, @DefaultValue("128MB") DataSize maxMessageSize,
		@DefaultValue("10000") int maxOpenCalls, @DefaultValue("2MB") DataSize maxRequestSize,
		@DefaultValue("200") int maxResetsPerSecond, @DefaultValue("1m") Duration slowConsumerTimeout,
		@DefaultValue("5m") Duration slowProducerTimeout) {

	public FlightServerProperties {
		PropertyValues.positive("flight.server.call-memory-limit", callMemoryLimit);
		PropertyValues.notNegative("flight.server.call-timeout", callTimeout);
		PropertyValues.notNegative("flight.server.drain-timeout", drainTimeout);
		PropertyValues.positive("flight.server.max-batch-size", maxBatchSize);
		PropertyValues.positive("flight.server.max-collected-rows", maxCollectedRows);
		PropertyValues.positive("flight.server.max-concurrent-calls", maxConcurrentCalls);
		PropertyValues.positive("flight.server.max-concurrent-calls-per-connection", maxConcurrentCallsPerConnection);
		PropertyValues.positive("flight.server.max-message-size", maxMessageSize);
		PropertyValues.positive("flight.server.max-open-calls", maxOpenCalls);
		PropertyValues.positive("flight.server.max-request-size", maxRequestSize);
		PropertyValues.notNegative("flight.server.max-resets-per-second", maxResetsPerSecond);
		PropertyValues.notNegative("flight.server.slow-consumer-timeout", slowConsumerTimeout);
		PropertyValues.notNegative("flight.server.slow-producer-timeout", slowProducerTimeout);
	}

	/**
	 * Compression of the bodies of record batches.
	 */
	public enum Compression {

		/**
		 * None.
		 */
		NONE,

		/**
		 * Zstandard.
		 */
		ZSTD

	}

}
