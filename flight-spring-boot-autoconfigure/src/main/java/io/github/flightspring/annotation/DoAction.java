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
 * Serves an action: the DoAction RPC for one action type. ListActions lists it.
 * <p>
 * The action's body is the method's parameter: {@code byte[]}, {@code String}, a protobuf
 * message, or any type that JSON maps to. A protobuf message may be sent as it is or
 * packed in an {@code Any}. A message of another type is INVALID_ARGUMENT if it can be
 * recognized: an {@code Any} with another type name, or a body with none of the message's
 * fields. A parameter of type {@code Any} takes the {@code Any} itself.
 * <p>
 * The method returns no result, one result, or a stream of results. Each is a
 * {@code byte[]}, a {@code String}, a protobuf message or an object that becomes JSON. A
 * protobuf message is sent as it is. To send it packed, return an {@code Any}.
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
	 * The description of the action in ListActions.
	 * @return the description
	 */
	@AliasFor(annotation = FlightMapping.class, attribute = "description")
	String description() default "";

}
