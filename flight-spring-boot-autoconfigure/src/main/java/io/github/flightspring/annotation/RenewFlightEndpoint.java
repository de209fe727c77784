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
 * Handles the RenewFlightEndpoint action for a path or command.
 * <p>
 * Every endpoint that expires can be renewed without such a method, for the time to live
 * that it had. The method is called after the ticket was verified. Its
 * {@link org.apache.arrow.flight.FlightEndpoint} parameter is the endpoint that the
 * client sent. It returns the new expiration time as a {@link java.time.Instant}, the
 * time from now as a {@link java.time.Duration}, or nothing for the default.
 * {@code flight.ticket.max-lifetime} applies in any case. To refuse, throw an exception.
 * A ticket that was made elsewhere is not verified: the method decides about it and
 * returns the whole {@link org.apache.arrow.flight.FlightEndpoint}.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#downloading-data">Arrow
 * Flight, Downloading Data</a>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.RENEW_FLIGHT_ENDPOINT)
public @interface RenewFlightEndpoint {

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

}
