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
 * The options of the spool.
 *
 * @param directory the directory, created if it does not exist; several instances may
 * share it
 * @param maxBytes the limit in bytes of all queries
 * @param maxPrincipalBytes the limit in bytes of the queries of one caller
 * @param maxQueryBytes the limit in bytes of one query
 * @param segmentBytes the size in bytes from which on a segment is finished
 * @param segmentInterval the age from which on a segment is finished, so that a slow
 * query can be read while it runs
 * @param output the format of the batches
 */
public record SpoolOptions(Path directory, long maxBytes, long maxPrincipalBytes, long maxQueryBytes, long segmentBytes,
		Duration segmentInterval, FlightDataOptions output) {

	boolean compressed() {
		return this.output.compression() != FlightDataOptions.Compression.NONE;
	}

}
