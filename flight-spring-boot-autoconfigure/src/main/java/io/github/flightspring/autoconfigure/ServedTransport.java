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

package io.github.flightspring.autoconfigure;

import java.util.function.Supplier;

import io.github.flightspring.internal.Internal;

/**
 * A transport over which the handlers are served.
 *
 * @param place the name of the transport and where it is, known when the application has
 * started
 */
@Internal
public record ServedTransport(Supplier<String> place) {

}
