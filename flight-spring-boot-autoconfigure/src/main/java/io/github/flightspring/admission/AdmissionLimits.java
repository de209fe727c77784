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
 * What calls may take together. A number of zero stands for no limit, except for
 * {@link #maxCalls()} and {@link #maxQueued()}.
 *
 * @param maxCalls the most calls at a time
 * @param maxCallsPerPrincipal the most calls of one caller at a time
 * @param maxQueued the most calls that wait for a place; for one of a limited flight, no
 * more than this and a quarter of the most calls
 * @param queueTimeout the longest that a call waits for a place
 * @param callsPerSecond the calls that one caller may start in a second
 * @param burst the calls that one caller may start at once
 * @param bytesPerSecond the bytes that the calls of one caller move in a second
 * @param memoryThreshold the part of the Arrow memory, from 0 to 1, from whose use on
 * calls are refused
 * @param flights limits of flights, by the flight
 */
public record AdmissionLimits(int maxCalls, int maxCallsPerPrincipal, int maxQueued, Duration queueTimeout,
		int callsPerSecond, int burst, long bytesPerSecond, double memoryThreshold, Map<String, OfFlight> flights) {

	public AdmissionLimits {
		flights = Map.copyOf(flights);
	}

	/**
	 * Limit the number of calls alone.
	 * @param maxCalls the most calls at a time
	 * @return limits that refuse what is beyond it
	 */
	public static AdmissionLimits of(int maxCalls) {
		return new AdmissionLimits(maxCalls, 0, 0, Duration.ZERO, 0, 0, 0, 1, Map.of());
	}

	/**
	 * Limits of one flight.
	 *
	 * @param maxCalls the most calls at a time, zero for no limit of its own
	 * @param times how long its calls may take
	 */
	public record OfFlight(int maxCalls, FlightTimes times) {
	}

}
