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

package io.github.flightspring.grpc;

import java.time.Duration;

import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataOptions;

/**
 * The limits of calls over gRPC. A duration of zero stands for no limit.
 *
 * @param callTimeout the longest that a call may take
 * @param slowConsumerTimeout the longest that a client may take nothing
 * @param slowProducerTimeout the longest that a client may send nothing of a request, or
 * in an upload
 * @param maxRequestSize the bytes of a request that is no upload
 * @param callMemoryLimit the memory of one call, in bytes
 * @param readyThreshold the bytes on their way to a client from which on a handler waits
 * @param output how batches are written
 * @param input what is taken from clients
 */
public record GrpcFlightOptions(Duration callTimeout, Duration slowConsumerTimeout, Duration slowProducerTimeout,
		long maxRequestSize, long callMemoryLimit, int readyThreshold, FlightDataOptions output,
		FlightDataLimits input) {

}
