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
 * The method takes what a {@link DoGet @DoGet} method may take, apart from what belongs
 * to a ticket, and returns what it may return; beside that it may take a
 * {@link io.github.flightspring.query.FlightProgress}. It runs once for each
 * GetFlightInfo or first PollFlightInfo, in the background. Its rows are spooled to disk
 * in segments; a finished segment is an endpoint with a ticket of its own, which can be
 * read while the query goes on, as often as a client likes, until the query expires. A
 * query that nobody polls until then is cancelled: the thread of the method is
 * interrupted.
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
	 * The record type whose schema the result has, where the method's return type does
	 * not say it. By default the record type of the method's rows; without one the schema
	 * is that of the first batch.
	 * @return the record type, or {@code void.class} for none
	 */
	Class<?> schema() default void.class;

	/**
	 * The time for which a query lives on after its last poll while it runs, and its
	 * result after its end. Such as {@code 10m}, {@code 90s}, {@code PT1H} or a
	 * {@code ${placeholder}}. By default as {@code flight.query.time-to-live} says.
	 * @return the time to the expiry
	 */
	String expiresAfter() default "";

	/**
	 * Whether identical requests of one caller share a run, and its result until it
	 * expires.
	 * @return whether they do
	 */
	boolean shared() default false;

	/**
	 * What the flight is, for whoever lists it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
