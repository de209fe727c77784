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

package io.github.flightspring.handler.running;

import java.security.Principal;

import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.call.RunningCall;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The access log. It writes one line per call when the call ends, at level INFO to the
 * logger {@value #LOGGER}. The values are key-value pairs of the event, so that a
 * structured log has them as fields. The log contains no ticket, no token and no other
 * text from the client.
 */
public final class AccessLog implements FlightCallWatcher {

	/**
	 * The name of the logger.
	 */
	public static final String LOGGER = "io.github.flightspring.access";

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	@Override
	public CallWatch watch(RunningCall call) {
		return new CallWatch() {

			@Override
			public void ended(FlightStatusCode status, @Nullable Throwable failure) {
				try (Scope scope = call.open()) {
					write(call, status);
				}
			}

		};
	}

	private static void write(RunningCall call, FlightStatusCode status) {
		Principal principal = call.principal();
		LoggingEventBuilder event = logger.atInfo()
			.addKeyValue("call", call.id())
			.addKeyValue("rpc", call.rpc().methodName())
			.addKeyValue("flight", call.flight())
			.addKeyValue("status", status.name())
			.addKeyValue("transport", call.transport())
			.addKeyValue("principal", (principal != null) ? principal.getName() : "-")
			.addKeyValue("peer", String.valueOf(call.peer()))
			.addKeyValue("millis", call.age().toMillis())
			.addKeyValue("rowsIn", call.received().rows())
			.addKeyValue("rowsOut", call.sent().rows())
			.addKeyValue("bytesIn", call.received().bytes())
			.addKeyValue("bytesOut", call.sent().bytes())
			.addKeyValue("waitedMillis", (call.received().waitedNanos() + call.sent().waitedNanos()) / 1_000_000);
		event.log("{} {} {}", call.rpc().methodName(), call.flight(), status);
	}

}
