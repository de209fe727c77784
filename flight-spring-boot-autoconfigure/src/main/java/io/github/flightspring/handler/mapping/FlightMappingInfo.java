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
 * The mapping of a handler method, as declared by its annotations.
 *
 * @param rpc the RPC
 * @param path the full path, or {@code null}
 * @param command the command's name, or {@code null}
 * @param actionType the action type, or {@code null}
 * @param ticket the raw ticket, its pattern or the name of its message, or {@code null}
 * @param schemaType the record type whose schema is declared, or {@code null}
 * @param description the description, possibly empty
 * @param expiresAfter the time to live of the flight's endpoints, or {@code null}
 * @param execution the way in which the method is run
 * @param variables the names of the variables of all paths that the method serves the RPC
 * for
 */
public record FlightMappingInfo(FlightRpc rpc, @Nullable FlightPathPattern path, @Nullable String command,
		@Nullable String actionType, @Nullable String ticket, @Nullable Class<?> schemaType, String description,
		@Nullable Duration expiresAfter, Execution execution, Set<String> variables) {

	public FlightMappingInfo {
		variables = Set.copyOf(variables);
	}

	/**
	 * Create the mapping of a method that is not a query and whose flight has no time to
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
		this(rpc, path, command, actionType, ticket, schemaType, description, null, Execution.ON_DOWNLOAD, Set.of());
	}

	/**
	 * The way in which the method of a flight's rows is run.
	 */
	public enum Execution {

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
	 * @return {@code true} if it runs in the background
	 */
	public boolean isQuery() {
		return this.execution != Execution.ON_DOWNLOAD;
	}

	/**
	 * The pattern of a ticket that has variables.
	 * @return the pattern, or {@code null} if there is none
	 */
	public @Nullable FlightPathPattern ticketPattern() {
		return TicketPatterns.parse(this.ticket);
	}

	/**
	 * The pattern of the variables: the path, or the ticket of a flight without a path.
	 */
	private @Nullable FlightPathPattern pattern() {
		return (this.path != null) ? this.path : ticketPattern();
	}

	/**
	 * Whether the path, or the ticket of a flight without a path, has a variable of the
	 * given name.
	 * @param name the name
	 * @return {@code true} if there is such a variable
	 */
	public boolean hasPathVariable(String name) {
		FlightPathPattern pattern = pattern();
		return pattern != null && pattern.variables().contains(name);
	}

	/**
	 * Whether a variable is the rest of the path.
	 * @param name the name of the variable
	 * @return {@code true} if it is a catch-all
	 */
	public boolean isCatchAll(String name) {
		FlightPathPattern pattern = pattern();
		return pattern != null && pattern.isCatchAll(name);
	}

	/**
	 * The target that must be unique among the methods of an RPC.
	 * @return the target in words, for messages, or an empty string for a method without
	 * path, command, action or ticket
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
