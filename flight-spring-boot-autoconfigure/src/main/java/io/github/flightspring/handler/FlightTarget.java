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

package io.github.flightspring.handler;

import java.util.List;

import io.github.flightspring.annotation.FlightRpc;
import org.jspecify.annotations.Nullable;

/**
 * The target of a call, in normalized form.
 *
 * @param rpc the RPC
 * @param path the segments of the flight's path without empty segments. A single empty
 * segment if all are empty, no segments if the call has no path
 * @param commands all names of the command, empty if the call has no command
 * @param action the action's type, or {@code null} if the call is not an action
 */
public record FlightTarget(FlightRpc rpc, List<String> path, List<String> commands, @Nullable String action) {

	public FlightTarget {
		path = List.copyOf(path);
		commands = List.copyOf(commands);
	}

	/**
	 * The target of a call that concerns no flight.
	 * @param rpc the RPC
	 * @return the target
	 */
	public static FlightTarget of(FlightRpc rpc) {
		return new FlightTarget(rpc, List.of(), List.of(), null);
	}

	/**
	 * The target of an action.
	 * @param type the action's type
	 * @return the target
	 */
	public static FlightTarget action(String type) {
		return new FlightTarget(FlightRpc.DO_ACTION, List.of(), List.of(), type);
	}

	/**
	 * The same target with another RPC.
	 * @param other the RPC
	 * @return the target
	 */
	public FlightTarget with(FlightRpc other) {
		return new FlightTarget(other, this.path, this.commands, this.action);
	}

}
