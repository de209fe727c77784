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
 * Serves a long-running query: GetFlightInfo, PollFlightInfo and DoGet for one path or
 * command.
 * <p>
 * The method takes the parameters of a {@link DoGet @DoGet} method, except those of a
 * ticket, and optionally a {@link io.github.flightspring.query.FlightProgress}. It
 * returns what such a method may return. It runs in the background, once for each
 * GetFlightInfo or first PollFlightInfo. Its rows are spooled to disk in segments. A
 * finished segment is an endpoint with its own ticket. It can be read any number of
 * times, also while the query runs, until the query expires. A running query that is not
 * polled until then is cancelled: the thread of the method is interrupted.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#downloading-data-by-running-a-heavy-query">Arrow
 * Flight, Downloading Data by Running a Heavy Query</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.DO_GET)
public @interface FlightQuery {

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
	 * The type of the result's rows, where the method's return type does not tell it. By
	 * default the type of rows in the return type. Without a type of rows the schema is
	 * that of the first batch.
	 * @return the type of rows, or {@code void.class} for none
	 */
	Class<?> schema() default void.class;

	/**
	 * The time to live of a running query after its last poll, and of its result after
	 * the end of the query. Such as {@code 10m}, {@code 90s}, {@code PT1H} or a
	 * {@code ${placeholder}}. By default {@code flight.query.time-to-live}.
	 * @return the time to the expiry
	 */
	String expiresAfter() default "";

	/**
	 * Whether identical requests of one caller share one run and, until it expires, its
	 * result.
	 * @return whether runs are shared
	 */
	boolean shared() default false;

	/**
	 * The description of the flight, which clients see when they list it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
