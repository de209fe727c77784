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

package io.github.flightspring.handler.mapping;

import java.time.Duration;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import org.jspecify.annotations.Nullable;

/**
 * What a handler method is mapped to, as its annotations say.
 *
 * @param rpc the RPC
 * @param path the full path, or {@code null}
 * @param command the command's name, or {@code null}
 * @param actionType the action type, or {@code null}
 * @param ticket the raw ticket, its pattern or the name of its message, or {@code null}
 * @param schemaType the record type whose schema is declared, or {@code null}
 * @param description the description, possibly empty
 * @param expiresAfter the time to live of the flight's endpoints, or {@code null}
 * @param running how the rows come to be
 * @param variables the names of the variables of all paths that the method serves the RPC
 * for
 */
public record FlightMappingInfo(FlightRpc rpc, @Nullable FlightPathPattern path, @Nullable String command,
		@Nullable String actionType, @Nullable String ticket, @Nullable Class<?> schemaType, String description,
		@Nullable Duration expiresAfter, Running running, Set<String> variables) {

	public FlightMappingInfo {
		variables = Set.copyOf(variables);
	}

	/**
	 * Create the mapping of a method that is no query and whose flight has no time to
	 * live of its own.
	 * @param rpc the RPC
	 * @param path the full path, or {@code null}
	 * @param command the command's name, or {@code null}
	 * @param actionType the action type, or {@code null}
	 * @param ticket the raw ticket, or {@code null}
	 * @param schemaType the record type whose schema is declared, or {@code null}
	 * @param description the description, possibly empty
	 */
	public FlightMappingInfo(FlightRpc rpc, @Nullable FlightPathPattern path, @Nullable String command,
			@Nullable String actionType, @Nullable String ticket, @Nullable Class<?> schemaType, String description) {
		this(rpc, path, command, actionType, ticket, schemaType, description, null, Running.ON_DOWNLOAD, Set.of());
	}

	/**
	 * How the rows of a flight come to be.
	 */
	public enum Running {

		/**
		 * Each download runs the method.
		 */
		ON_DOWNLOAD,

		/**
		 * A query: each request for its info runs the method once, in the background.
		 */
		AS_QUERY,

		/**
		 * A query whose run is shared by identical requests of one caller.
		 */
		AS_SHARED_QUERY

	}

	/**
	 * Whether the method is a query.
	 * @return whether it runs in the background
	 */
	public boolean isQuery() {
		return this.running != Running.ON_DOWNLOAD;
	}

	/**
	 * The pattern of a ticket that has variables.
	 * @return the pattern, or {@code null} if there is none
	 */
	public @Nullable FlightPathPattern ticketPattern() {
		return TicketPatterns.parse(this.ticket);
	}

	/**
	 * What the variables come from: the path, or the ticket of a flight without one.
	 */
	private @Nullable FlightPathPattern pattern() {
		return (this.path != null) ? this.path : ticketPattern();
	}

	/**
	 * Whether the path, or the ticket of a flight without one, has a variable of the
	 * given name.
	 * @param name the name
	 * @return whether there is such a variable
	 */
	public boolean hasPathVariable(String name) {
		FlightPathPattern pattern = pattern();
		return pattern != null && pattern.variables().contains(name);
	}

	/**
	 * Whether a variable is the rest of the path.
	 * @param name its name
	 * @return whether it is a catch-all
	 */
	public boolean isCatchAll(String name) {
		FlightPathPattern pattern = pattern();
		return pattern != null && pattern.isCatchAll(name);
	}

	/**
	 * What two methods must not have in common.
	 * @return the target in words, for messages; empty for a method that is found in
	 * another way
	 */
	public String target() {
		if (this.path != null) {
			return "path '" + this.path.shape() + "'";
		}
		if (this.command != null) {
			return "command '" + this.command + "'";
		}
		if (this.ticket != null) {
			return this.rpc.methodName() + " ticket '" + this.ticket + "'";
		}
		return (this.actionType != null) ? "action '" + this.actionType + "'" : "";
	}

	@Override
	public String toString() {
		if (this.path != null) {
			return this.rpc.methodName() + " path '" + this.path + "'";
		}
		if (this.command != null) {
			return this.rpc.methodName() + " command '" + this.command + "'";
		}
		return (this.actionType != null) ? this.rpc.methodName() + " '" + this.actionType + "'" : this.rpc.methodName();
	}

}
