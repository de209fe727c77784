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

package io.github.flightspring.annotation;

/**
 * The RPCs of the Arrow Flight service, and the two standard actions that methods serve
 * by path or command like an RPC.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#rpc-methods-and-request-patterns">Arrow
 * Flight, RPC Methods and Request Patterns</a>
 */
public enum FlightRpc {

	/**
	 * The handshake between client and server.
	 */
	HANDSHAKE("Handshake"),

	/**
	 * The list of available flights.
	 */
	LIST_FLIGHTS("ListFlights"),

	/**
	 * The description of a flight: its schema and endpoints.
	 */
	GET_FLIGHT_INFO("GetFlightInfo"),

	/**
	 * The description of a flight, without waiting for a long-running query.
	 */
	POLL_FLIGHT_INFO("PollFlightInfo"),

	/**
	 * The schema of a flight.
	 */
	GET_SCHEMA("GetSchema"),

	/**
	 * The rows behind a ticket.
	 */
	DO_GET("DoGet"),

	/**
	 * An upload.
	 */
	DO_PUT("DoPut"),

	/**
	 * Rows in both directions.
	 */
	DO_EXCHANGE("DoExchange"),

	/**
	 * An action.
	 */
	DO_ACTION("DoAction"),

	/**
	 * The list of available actions.
	 */
	LIST_ACTIONS("ListActions"),

	/**
	 * The standard action that cancels the flight of a FlightInfo. Its calls are
	 * {@link #DO_ACTION} calls.
	 */
	CANCEL_FLIGHT_INFO("CancelFlightInfo"),

	/**
	 * The standard action that extends the expiration time of an endpoint. Its calls are
	 * {@link #DO_ACTION} calls.
	 */
	RENEW_FLIGHT_ENDPOINT("RenewFlightEndpoint");

	private final String methodName;

	FlightRpc(String methodName) {
		this.methodName = methodName;
	}

	/**
	 * Return the name of the method in the service
	 * {@code arrow.flight.protocol.FlightService}, or the type of the action.
	 * @return the method's name
	 */
	public String methodName() {
		return this.methodName;
	}

}
