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
 * Serves the rows of a flight: the DoGet RPC. ListFlights, GetFlightInfo, GetSchema and
 * PollFlightInfo for the same path or command are derived from it.
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
	 * The type of the flight's rows, where the method's return type does not tell it. By
	 * default the type of rows in the return type. Without a type of rows the handler is
	 * invoked to get the schema, and no row is read.
	 * @return the type of rows, or {@code void.class} for none
	 */
	Class<?> schema() default void.class;

	/**
	 * Raw tickets that this method serves as well: tickets that were made elsewhere and
	 * carry no signature. Any caller that can write such a ticket can use it, within the
	 * rules for the path or command of this mapping. For a ticket without a path or
	 * command, only the rules by RPC apply.
	 * <p>
	 * The value is one of three, which are tried in this order: a UTF-8 text; a pattern
	 * of a text, such as <code>v1/{name}</code>, with the variables of the path if there
	 * is one; or the name of the message in the ticket, such as that of a protobuf
	 * {@code Any}. A message is read as a command is and bound to a
	 * {@link FlightCommand @FlightCommand} parameter. A ticket of more than 1 MiB, or one
	 * that begins as signed tickets do, is never a raw ticket.
	 * @return the ticket, or an empty string for none
	 */
	String ticket() default "";

	/**
	 * The time after which the endpoints of the flight expire, such as {@code 10m},
	 * {@code 90s}, {@code PT1H} or a {@code ${placeholder}}. Until then their tickets may
	 * be used any number of times, afterwards not at all. By default
	 * {@code flight.ticket.time-to-live}.
	 * @return the time from the FlightInfo to the expiry
	 */
	String expiresAfter() default "";

	/**
	 * The description of the flight, which clients see when they list it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
