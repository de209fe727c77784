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

/**
 * Converts an exception from a handler of this bean into the status that the client gets.
 * In a {@link FlightAdvice} it applies to the handlers of all beans.
 * <p>
 * The method takes the exception and, optionally, a
 * {@link io.github.flightspring.handler.FlightCall}. It returns an
 * {@link org.apache.arrow.flight.CallStatus}, a
 * {@link org.apache.arrow.flight.FlightRuntimeException} or {@code null} if it does not
 * handle the exception. The method with the closest exception type is chosen. If there is
 * none for the exception, the method for its cause is chosen. The cause in a returned
 * status is logged as a warning and never sent. An exception from the method itself
 * replaces the original one.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlightExceptionHandler {

	/**
	 * The exceptions to handle.
	 * @return the exception types, by default that of the method's parameter
	 */
	Class<? extends Throwable>[] value() default {};

}
