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
 * @param advertisedLocation Location that endpoints are said to be served at, such as
 * "grpc+tls://flights.example.org:443" or "arrow-flight-reuse-connection://?". By default
 * endpoints have no location, which tells clients to use the connection that they have.
 * @param callMemoryLimit Most Arrow memory that one call may take.
 * @param callTimeout Longest time that a call may take, zero for no limit. A shorter
 * deadline of the client's goes first.
 * @param compression Compression of the bodies of record batches.
 * @param drainTimeout Longest time that calls may go on for when the server shuts down
 * gracefully. What still runs then is cancelled.
 * @param maxBatchSize Size that the body of a record batch on the wire does not exceed.
 * Larger batches are sliced; a single row that is larger goes alone. The default is below
 * the 4 MiB that many clients take at most.
 * @param maxCollectedRows Most rows that an upload may have if its handler takes a list
 * or an array of them. Larger uploads are refused as RESOURCE_EXHAUSTED, as are those
 * whose rows exceed "flight.server.call-memory-limit".
 * @param maxConcurrentCalls Most calls whose handlers run at a time. Further ones wait as
 * "flight.admission" says, and are refused as UNAVAILABLE.
 * @param maxConcurrentCallsPerConnection Most calls that a client may have open on one
 * connection, those that wait included. Clients hold further ones back; those of clients
 * that do not are refused as RESOURCE_EXHAUSTED.
 * @param maxMessageSize Largest message of an upload that is taken, which is a batch with
 * its metadata. What "spring.grpc.server.inbound.message.max-size" says goes first, and a
 * message is never larger than the memory of its call.
 * @param maxOpenCalls Most calls that all clients may have open together, those included
 * whose requests have not come and those that wait. Beyond it, connections that have more
 * than their share are refused as UNAVAILABLE.
 * @param maxRequestSize Largest request that is no upload: a descriptor, a ticket, an
 * action, a message of a handshake. Larger ones are refused as RESOURCE_EXHAUSTED before
 * they are read.
 * @param maxResetsPerSecond Most calls that a client may break off in a second on one
 * connection, counted over ten seconds, zero for no limit. Those that the server breaks
 * off because the client violates HTTP/2 are counted too. Beyond it, the connection is
 * closed.
 * @param slowConsumerTimeout Longest time that a client may take nothing of a download
 * that waits for it, zero for no limit.
 * @param slowProducerTimeout Longest time that a client may send nothing in an upload,
 * and that a request may take to come in, zero for no limit.
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
