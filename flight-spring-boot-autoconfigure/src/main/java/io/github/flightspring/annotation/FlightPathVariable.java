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
 * Binds a parameter to a variable of the flight path. A parameter with the name of a
 * variable needs no annotation.
 * <p>
 * The value of a catch-all variable, <code>{*name}</code>, is the rest of the path. As
 * text it has {@code /} between its segments, such as {@code a/b}, or {@code /tmp/a}
 * where the first segment is empty. It may also be a collection or an array of its
 * segments. A rest without segments is an empty text or collection. The client chooses
 * the value freely, except that the segments {@code .} and {@code ..} are refused. Check
 * it before you use it as a file name.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightPathVariable {

	/**
	 * Alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the path variable.
	 * @return the name, by default that of the parameter
	 */
	@AliasFor("value")
	String name() default "";

}
