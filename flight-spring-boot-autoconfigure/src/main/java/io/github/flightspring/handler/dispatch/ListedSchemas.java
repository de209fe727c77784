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

package io.github.flightspring.handler.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.limit.RecentlyUsed;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache of the schemas of listed flights that only their handlers know, so that not
 * every list runs all handlers. A schema is cached per handler and caller for a minute.
 */
final class ListedSchemas {

	private static final Logger logger = LoggerFactory.getLogger(ListedSchemas.class);

	private static final long LIFETIME = Duration.ofMinutes(1).toNanos();

	private static final int MOST = 1000;

	private final RecentlyUsed<Key, Known> schemas = new RecentlyUsed<>(MOST);

	private final Set<FlightHandlerMethod> failed = ConcurrentHashMap.newKeySet();

	private final LongSupplier nanos;

	ListedSchemas(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/**
	 * The schema of a flight.
	 * @param handler the handler that serves the flight
	 * @param call the call
	 * @param source the invocation of the handler
	 * @return the schema, or {@code null} if the source has none
	 * @throws Exception if the handler fails
	 */
	@Nullable Schema of(FlightHandlerMethod handler, FlightCall call, Callable<@Nullable Schema> source) throws Exception {
		Key key = new Key(handler, FlightTickets.principal(call));
		Known known = this.schemas.get(key);
		long now = this.nanos.getAsLong();
		if (known != null && now - known.since() < LIFETIME) {
			return known.schema();
		}
		@Nullable Schema schema = source.call();
		if (schema != null) {
			this.schemas.put(key, new Known(schema, now));
		}
		return schema;
	}

	/**
	 * Log that a flight cannot be described. The warning is logged once per handler.
	 * @param flight the flight
	 * @param handler the handler that serves the flight
	 * @param failure the cause
	 */
	void failed(String flight, FlightHandlerMethod handler, Throwable failure) {
		if (this.failed.add(handler)) {
			logger.warn(
					"Flight '{}' is missing in the answer to ListFlights: {} fails when it is opened for its "
							+ "schema. Declare the schema with @DoGet(schema = …). The reason was {}",
					flight, handler, failure.toString());
		}
		logger.debug("Flight '{}' cannot be described", flight, failure);
	}

	/**
	 * Log that a method lists an invalid flight. The warning is logged once per method.
	 * @param handler the method
	 * @param failure the cause
	 */
	void refused(FlightHandlerMethod handler, IllegalStateException failure) {
		if (this.failed.add(handler)) {
			logger.error("A flight is missing in the answer to ListFlights. {} listed it: {}", handler,
					failure.getMessage());
		}
	}

	private record Key(FlightHandlerMethod handler, @Nullable String principal) {

	}

	private record Known(Schema schema, long since) {

	}

}
