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
 * Serves an action: the DoAction RPC for one action type, which ListActions names.
 * <p>
 * The action's body is the method's parameter: {@code byte[]}, {@code String}, a protobuf
 * message, or any type that JSON maps to. A protobuf message may be sent as it is or
 * packed in an {@code Any}; a body with a message of another type is INVALID_ARGUMENT, as
 * far as the body tells: an {@code Any} names its type, and other bodies have none of the
 * message's fields. A parameter of type {@code Any} takes the {@code Any} itself.
 * <p>
 * Each result is {@code byte[]}, {@code String}, a protobuf message or an object that
 * becomes JSON: none, one, or a stream of them. A protobuf message is sent as it is; a
 * method that returns {@code Any} packs its results.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.DO_ACTION)
public @interface DoAction {

	/**
	 * The {@link #type} that stands for the method's name.
	 */
	String METHOD_NAME = "\n\t\t\n\t\uE000\uE001\n";

	/**
	 * Alias for {@link #type}.
	 * @return the action type
	 */
	@AliasFor("type")
	String value() default METHOD_NAME;

	/**
	 * The action type that clients call. It may be empty.
	 * @return the action type, by default the method's name
	 */
	@AliasFor("value")
	String type() default METHOD_NAME;

	/**
	 * What the action does, for ListActions.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
