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
 * Binds a parameter to a header of the call. The parameter is a {@code String} or any
 * type that Spring's conversion service converts a {@code String} to, a {@code List} for
 * all values, a {@code byte[]} for a binary header ({@code -bin}), or an
 * {@code Optional}. A missing header is INVALID_ARGUMENT unless {@link #required} is
 * false.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightHeader {

	/**
	 * Alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the header, case-insensitive.
	 * @return the name, by default that of the parameter
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether a call without the header is refused.
	 * @return whether the header must be there, by default true
	 */
	boolean required() default true;

}
