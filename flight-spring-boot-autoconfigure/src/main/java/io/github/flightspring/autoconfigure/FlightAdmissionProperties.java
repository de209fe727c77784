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
 * Properties of what calls may take together. A caller is a principal, or a host for
 * anonymous ones.
 *
 * @param burst Most calls that one caller may start at once when "calls-per-second" is
 * set. By default as many as in a second.
 * @param bytesPerSecond Bytes that the calls of one caller move in a second. Streams are
 * slowed down to it, not ended. By default there is no limit.
 * @param callsPerSecond Most calls that one caller may start in a second, zero for no
 * limit. Further ones are refused as RESOURCE_EXHAUSTED.
 * @param flights Limits of single flights, by the flight as meters name it, such as
 * "departures/{origin}" or "command:delays".
 * @param maxCallsPerPrincipal Most calls of one caller that run at a time, zero for no
 * limit. Further ones wait, and are refused as RESOURCE_EXHAUSTED.
 * @param maxQueued Most calls that wait for a place. Further ones are refused.
 * @param memoryThreshold Part of the Arrow memory, from 0 to 1, from whose use on new
 * calls are refused as UNAVAILABLE, so that those that run can end well. 1 for no limit.
 * @param queueTimeout Longest time that a call waits for a place.
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
	 * @param callTimeout Longest time that a call of the flight may take, instead of
	 * "flight.server.call-timeout".
	 * @param idleTimeout Longest time that a client may neither take nor send anything,
	 * instead of "flight.server.slow-consumer-timeout" and
	 * "flight.server.slow-producer-timeout".
	 * @param maxCalls Most calls of the flight that run at a time, zero for no limit.
	 * Further ones wait, and are refused as RESOURCE_EXHAUSTED.
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
