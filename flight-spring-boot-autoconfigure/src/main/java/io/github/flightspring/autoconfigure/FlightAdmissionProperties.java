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

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.flightspring.admission.AdmissionLimits;
import io.github.flightspring.call.FlightAdmission.FlightTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the limits of all calls together. A caller is a principal, or the host of
 * anonymous callers.
 *
 * @param burst Maximum number of calls that one caller may start at once if
 * "calls-per-second" is set. By default the value of "calls-per-second".
 * @param bytesPerSecond Maximum number of bytes per second of all calls of one caller
 * together. Faster streams are slowed down, not ended. By default there is no limit.
 * @param callsPerSecond Maximum number of calls that one caller may start in a second, or
 * zero for no limit. Further calls are refused as RESOURCE_EXHAUSTED.
 * @param flights Limits of single flights. The key is the name of the flight in meters,
 * such as "departures/{origin}" or "command:delays".
 * @param maxCallsPerPrincipal Maximum number of running calls of one caller, or zero for
 * no limit. Further calls wait, and are refused as RESOURCE_EXHAUSTED after
 * "queue-timeout".
 * @param maxQueued Maximum number of calls that wait for a place. Further calls are
 * refused.
 * @param memoryThreshold Used part of the Arrow memory, from 0 to 1, at which new calls
 * are refused as UNAVAILABLE, so that running calls can end. 1 means no limit.
 * @param queueTimeout Maximum time that a call waits for a place.
 */
@ConfigurationProperties(prefix = "flight.admission", ignoreUnknownFields = false)
public record FlightAdmissionProperties(@Nullable Integer burst, @Nullable DataSize bytesPerSecond,
		@DefaultValue("0") int callsPerSecond, Map<String, OfFlight> flights,
		@DefaultValue("0") int maxCallsPerPrincipal, @DefaultValue("100") int maxQueued,
		@DefaultValue("0.9") double memoryThreshold, @DefaultValue("1s") Duration queueTimeout) {

	public FlightAdmissionProperties {
		flights = (flights != null) ? Map.copyOf(flights) : Map.of();
		if (burst != null) {
			PropertyValues.positive("flight.admission.burst", burst);
		}
		PropertyValues.positive("flight.admission.bytes-per-second", bytesPerSecond);
		PropertyValues.notNegative("flight.admission.calls-per-second", callsPerSecond);
		PropertyValues.notNegative("flight.admission.max-calls-per-principal", maxCallsPerPrincipal);
		PropertyValues.notNegative("flight.admission.max-queued", maxQueued);
		PropertyValues.fraction("flight.admission.memory-threshold", memoryThreshold);
		PropertyValues.notNegative("flight.admission.queue-timeout", queueTimeout);
	}

	AdmissionLimits limits(int maxCalls) {
		return new AdmissionLimits(maxCalls, this.maxCallsPerPrincipal, this.maxQueued, this.queueTimeout,
				this.callsPerSecond, (this.burst != null) ? this.burst : this.callsPerSecond,
				(this.bytesPerSecond != null) ? this.bytesPerSecond.toBytes() : 0, this.memoryThreshold,
				this.flights.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (flight) -> flight.getValue().limit())));
	}

	/**
	 * Limits of a flight.
	 *
	 * @param callTimeout Maximum duration of a call of the flight, instead of
	 * "flight.server.call-timeout".
	 * @param idleTimeout Maximum time that a client may neither receive nor send data,
	 * instead of "flight.server.slow-consumer-timeout" and
	 * "flight.server.slow-producer-timeout".
	 * @param maxCalls Maximum number of running calls of the flight, or zero for no
	 * limit. Further calls wait, and are refused as RESOURCE_EXHAUSTED after
	 * "queue-timeout".
	 */
	public record OfFlight(@Nullable Duration callTimeout, @Nullable Duration idleTimeout,
			@DefaultValue("0") int maxCalls) {

		public OfFlight {
			PropertyValues.notNegative("flight.admission.flights.*.max-calls", maxCalls);
			if (callTimeout != null) {
				PropertyValues.notNegative("flight.admission.flights.*.call-timeout", callTimeout);
			}
			if (idleTimeout != null) {
				PropertyValues.notNegative("flight.admission.flights.*.idle-timeout", idleTimeout);
			}
		}

		AdmissionLimits.OfFlight limit() {
			return new AdmissionLimits.OfFlight(this.maxCalls, new FlightTimes(this.callTimeout, this.idleTimeout));
		}

	}

}
