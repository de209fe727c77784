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
 * Binds a parameter to a parameter of the HTTP query, such as {@code ?year=2024}. The
 * type is a {@code String} or any type that Spring's conversion service converts a
 * {@code String} to, a {@code List} for all values, or an {@code Optional}. A call over
 * gRPC has no query: a handler for both transports needs a default value or an optional
 * parameter.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightParam {

	/**
	 * The {@link #defaultValue} that means no default value.
	 */
	String NONE = "\n\t\t\n\t\uE000\uE001\n";

	/**
	 * Alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the query parameter.
	 * @return the name, by default that of the parameter
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether a call without the parameter is refused as INVALID_ARGUMENT. Not applied if
	 * there is a default value.
	 * @return whether the parameter is required, by default true
	 */
	boolean required() default true;

	/**
	 * The value for a call without the parameter.
	 * @return the value, by default none
	 */
	String defaultValue() default NONE;

}
