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

import io.github.flightspring.call.RunningCall;
import io.github.flightspring.handler.mapping.FlightMappingInfo;

/**
 * The names of flights in meters, traces and lists.
 */
public final class FlightNames {

	private FlightNames() {
	}

	/**
	 * The name of the flight or action that a mapping serves.
	 * @param mapping the mapping
	 * @return the pattern of its path, or the other key that it is found by
	 */
	public static String of(FlightMappingInfo mapping) {
		if (mapping.path() != null) {
			return mapping.path().toString();
		}
		if (mapping.command() != null) {
			return "command:" + mapping.command();
		}
		if (mapping.actionType() != null) {
			return action(mapping.actionType());
		}
		return (mapping.ticket() != null) ? "ticket:" + mapping.ticket() : RunningCall.NO_FLIGHT;
	}

	/**
	 * The name of an action that is served.
	 * @param type the action's type
	 * @return the name
	 */
	public static String action(String type) {
		return "action:" + type;
	}

}
