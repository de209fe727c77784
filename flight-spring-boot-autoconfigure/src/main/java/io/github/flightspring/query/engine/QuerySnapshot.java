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

import java.time.Instant;
import java.util.List;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The state of a query at one moment.
 *
 * @param version the version, which grows with each change that a client may see
 * @param done whether all segments are complete
 * @param failure the reason of a failure or cancellation, or {@code null}
 * @param schema the schema of the result, or {@code null} as long as it is unknown
 * @param segments the finished segments; later ones are added at the end
 * @param progress the progress from 0 to 1, or {@code null} if the query does not report
 * it
 * @param expiresAt the expiry, from which on the query is unknown
 */
public record QuerySnapshot(int version, boolean done, @Nullable CallStatus failure, @Nullable Schema schema,
		List<Segment> segments, @Nullable Double progress, Instant expiresAt) {

}
