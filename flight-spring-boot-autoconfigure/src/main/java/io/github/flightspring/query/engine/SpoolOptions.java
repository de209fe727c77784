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

import java.nio.file.Path;
import java.time.Duration;

import io.github.flightspring.ipc.FlightDataOptions;

/**
 * Where and how results are spooled.
 *
 * @param directory the directory, made if it is not there; several instances may share it
 * @param maxBytes the most bytes of all queries
 * @param maxPrincipalBytes the most bytes of the queries of one caller
 * @param maxQueryBytes the most bytes of one query
 * @param segmentBytes the size from which a segment is finished
 * @param segmentInterval the age from which a segment is finished, so that a slow query
 * can be read while it runs
 * @param output how batches are written
 */
public record SpoolOptions(Path directory, long maxBytes, long maxPrincipalBytes, long maxQueryBytes, long segmentBytes,
		Duration segmentInterval, FlightDataOptions output) {

	boolean compressed() {
		return this.output.compression() != FlightDataOptions.Compression.NONE;
	}

}
