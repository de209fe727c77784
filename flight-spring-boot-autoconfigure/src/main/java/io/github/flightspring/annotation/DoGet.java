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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Serves the rows of a flight: the DoGet RPC, and by derivation ListFlights,
 * GetFlightInfo, GetSchema and PollFlightInfo for the same path or command.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#downloading-data">Arrow
 * Flight, Downloading Data</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.DO_GET)
public @interface DoGet {

	/**
	 * The flight path, relative to that of the {@link FlightEndpoint}.
	 * @return the path, or several that the method serves
	 * @see FlightMapping#path()
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "path")
	String[] value() default {};

	/**
	 * The flight path, relative to that of the {@link FlightEndpoint}.
	 * @return the path, or several that the method serves
	 * @see FlightMapping#path()
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "path")
	String[] path() default {};

	/**
	 * The name of the command to serve instead of a path.
	 * @return the command's name, or several that the method serves
	 * @see FlightMapping#command()
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "command")
	String[] command() default {};

	/**
	 * The record type whose schema the flight has, where the method's return type does
	 * not say it. By default the record type of the method's rows; without one the schema
	 * is found by opening the handler and reading no further than its schema.
	 * @return the record type, or {@code void.class} for none
	 */
	Class<?> schema() default void.class;

	/**
	 * Raw tickets that this method serves as well: tickets made elsewhere, which carry no
	 * signature. What they stand for is open to whoever knows how they are written, as
	 * far as the rules for the path or the command beside it let them; those for a ticket
	 * without either are rules by RPC.
	 * <p>
	 * It is a text in UTF-8; or a pattern of a text, such as <code>v1/{name}</code>, with
	 * the variables of the path if there is one; or the name of what a ticket holds, such
	 * as the message of a protobuf {@code Any}, read as a command is and given to a
	 * {@link FlightCommand @FlightCommand} parameter. They are tried in this order. A
	 * ticket of more than 1 MiB, and one that begins as signed tickets do, is none of
	 * them.
	 * @return the ticket, or an empty string for none
	 */
	String ticket() default "";

	/**
	 * The time after which the endpoints of the flight expire: until then their tickets
	 * may be used as often as a client likes, afterwards not at all. Such as {@code 10m},
	 * {@code 90s}, {@code PT1H} or a {@code ${placeholder}}. By default as
	 * {@code flight.ticket.time-to-live} says.
	 * @return the time from the FlightInfo to the expiry
	 */
	String expiresAfter() default "";

	/**
	 * What the flight is, for whoever lists it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
