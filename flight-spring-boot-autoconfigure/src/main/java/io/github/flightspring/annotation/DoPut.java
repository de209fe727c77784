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
 * Receives the rows that a client uploads: the DoPut RPC. The return value of the method
 * is sent to the client as a {@code PutResult}.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#uploading-data">Arrow
 * Flight, Uploading Data</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.DO_PUT)
public @interface DoPut {

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
	 * The type of rows whose schema an upload must have. By default any schema is
	 * accepted, unless the method takes rows of a type.
	 * @return the type of rows, or {@code void.class} for none
	 */
	Class<?> schema() default void.class;

	/**
	 * The description of the flight, which clients see when they list it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
