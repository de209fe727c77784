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
 * Serves GetSchema for a path or command. By default, without such a method, the schema
 * is that of GetFlightInfo.
 * <p>
 * The method returns an Arrow {@link org.apache.arrow.vector.types.pojo.Schema}, a
 * {@link org.apache.arrow.flight.SchemaResult}, or the {@code Class} of a type of rows.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.GET_SCHEMA)
public @interface GetSchema {

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
	 * The description of the flight, which clients see when they list it.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
