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
 * Adds flights to ListFlights, besides those with a fixed path. For example, one flight
 * for each uploaded table.
 * <p>
 * The method takes the client's {@link org.apache.arrow.flight.Criteria} and returns
 * {@link io.github.flightspring.handler.Flight}s or
 * {@link org.apache.arrow.flight.FlightInfo}s: one, or a {@code Stream},
 * {@code Iterable}, {@code Iterator} or {@code Publisher} of them. It has no path of its
 * own.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@FlightMapping(rpc = FlightRpc.LIST_FLIGHTS)
public @interface ListFlights {

}
