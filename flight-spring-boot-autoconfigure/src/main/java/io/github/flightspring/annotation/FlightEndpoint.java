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
import org.springframework.stereotype.Component;

/**
 * Marks a bean whose annotated methods serve Arrow Flight calls.
 * <p>
 * By default, the paths of the bean's handlers start at the root. The annotation is a
 * stereotype of {@link Component}, so component scanning finds the bean.
 *
 * @see FlightMapping
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface FlightEndpoint {

	/**
	 * Alias for {@link #path}.
	 * @return the base path
	 */
	@AliasFor("path")
	String value() default "";

	/**
	 * The path in front of every handler's path. Segments are separated by {@code /} and
	 * may be {@code {variables}}. Commands, tickets and actions are not affected.
	 * @return the base path
	 */
	@AliasFor("value")
	String path() default "";

	/**
	 * The media type of downloads over HTTP when the client asks for none, such as
	 * {@code multipart/mixed}.
	 * @return the media type, by default that of an Arrow stream
	 */
	String produces() default "";

	/**
	 * The name of the bean.
	 * @return the bean name, by default derived from the class name
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String name() default "";

}
