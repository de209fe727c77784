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
 * Binds a parameter to one of the request's query, such as {@code ?year=2024}: a
 * {@code String} or anything that Spring's conversion service makes of one, a
 * {@code List} for all values, or an {@code Optional}. Only a call over HTTP has a query:
 * a handler that gRPC clients call as well has a default, or does without.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightParam {

	/**
	 * The {@link #defaultValue} that stands for none.
	 */
	String NONE = "\n\t\t\n\t\uE000\uE001\n";

	/**
	 * Alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name in the query.
	 * @return the name, by default that of the parameter
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether a call without it is refused as INVALID_ARGUMENT.
	 * @return whether it must be there, by default true; with a default value it need not
	 */
	boolean required() default true;

	/**
	 * The value of a call without it.
	 * @return the value, by default none
	 */
	String defaultValue() default NONE;

}
