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
 * Maps a method to an RPC of the Flight service, for a path or for a command.
 * Applications use the annotations that are composed on it, such as {@link DoGet @DoGet},
 * or compose their own.
 * <p>
 * A flight path is the list of segments of a {@code FlightDescriptor} of type PATH,
 * written here with {@code /} between them. A segment in braces is a variable:
 * <code>{name}</code> matches one segment that is not empty. <code>{*name}</code>, at the
 * end of the path, is a catch-all: it matches all segments that follow, or none. If two
 * paths match a call, the first segment in which they differ decides: a literal comes
 * before a variable, a variable before a catch-all, and the end of the path before a
 * catch-all.
 * <p>
 * An element of a descriptor's path may hold several segments: {@code ["a/b"]} and
 * {@code ["a", "b"]} are one path. Empty segments, as in {@code ["/tmp/x.json"]}, match
 * catch-all variables only. The segments {@code .} and {@code ..} match nothing.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightMapping {

	/**
	 * The RPC that the method serves.
	 * @return the RPC
	 */
	FlightRpc rpc();

	/**
	 * Alias for {@link #path}.
	 * @return the path
	 */
	@AliasFor("path")
	String[] value() default {};

	/**
	 * The flight path, relative to that of the {@link FlightEndpoint}: literal segments
	 * and <code>{variables}</code>, separated by {@code /}. By default the path of the
	 * endpoint itself, unless a {@link #command} is given. A variable that only some
	 * paths of a method have is an {@code Optional} or {@code @Nullable} parameter.
	 * @return the path, or several that the method serves
	 */
	@AliasFor("value")
	String[] path() default {};

	/**
	 * The name of a command, which a {@code FlightDescriptor} of type CMD carries: as the
	 * {@code type} of a JSON object, as a bare UTF-8 word, or as the message name of a
	 * protobuf {@code Any}. A method has either a path or a command.
	 * @return the command's name, or several that the method serves
	 */
	String[] command() default {};

	/**
	 * The description of the flight or action, which clients see when they list it.
	 * @return the description
	 */
	String description() default "";

}
