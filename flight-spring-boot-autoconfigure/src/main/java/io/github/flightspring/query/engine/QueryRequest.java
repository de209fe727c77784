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

package io.github.flightspring.query.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request for a query.
 *
 * @param id the id of a new query
 * @param principal the name of the caller, or {@code null} for an anonymous one
 * @param sharedAs the key that identical requests of the caller have in common, or {@code
 * null} if each gets a run of its own
 * @param timeToLive the time that the query is kept after its last poll or its end, or
 * {@code null} for the default
 * @param reportsProgress whether the query reports its progress from its start
 */
public record QueryRequest(String id, @Nullable String principal, @Nullable Object sharedAs,
		@Nullable Duration timeToLive, boolean reportsProgress) {

}
