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

package io.github.flightspring.admission;

import java.time.Duration;
import java.util.Map;

import io.github.flightspring.call.FlightAdmission.FlightTimes;

/**
 * The limits of calls. Zero is no limit, except for {@link #maxCalls()} and
 * {@link #maxQueued()}.
 *
 * @param maxCalls the most concurrent calls
 * @param maxCallsPerPrincipal the most concurrent calls of one caller
 * @param maxQueued the most calls that wait for a place; for the places of a limited
 * flight, also at most a quarter of {@code maxCalls}
 * @param queueTimeout the longest that a call waits for a place
 * @param callsPerSecond the calls that one caller may start per second
 * @param burst the calls that one caller may start at once
 * @param bytesPerSecond the bytes that all calls of one caller may move per second
 * @param memoryThreshold the fraction of the Arrow memory, from 0 to 1, above which calls
 * are refused; 1 for no limit
 * @param flights the limits of flights, by flight name
 */
public record AdmissionLimits(int maxCalls, int maxCallsPerPrincipal, int maxQueued, Duration queueTimeout,
		int callsPerSecond, int burst, long bytesPerSecond, double memoryThreshold, Map<String, OfFlight> flights) {

	public AdmissionLimits {
		flights = Map.copyOf(flights);
	}

	/**
	 * Create limits of the number of calls only.
	 * @param maxCalls the most concurrent calls
	 * @return the limits
	 */
	public static AdmissionLimits of(int maxCalls) {
		return new AdmissionLimits(maxCalls, 0, 0, Duration.ZERO, 0, 0, 0, 1, Map.of());
	}

	/**
	 * Limits of one flight.
	 *
	 * @param maxCalls the most concurrent calls, zero for no limit of the flight's own
	 * @param times the time limits of its calls
	 */
	public record OfFlight(int maxCalls, FlightTimes times) {
	}

}
