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

package io.github.flightspring.benchmarks.app;

import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row as applications have them.
 *
 * @param id a number
 * @param time a point in time
 * @param value a measured value
 * @param count a small number
 * @param origin a code
 * @param destination another
 */
record Row(long id, Instant time, double value, int count, String origin, String destination) {

	private static final String[] CODES = { "ATL", "ORD", "DFW", "LAX", "PHX", "DEN", "DTW", "IAH", "MSP", "SFO" };

	private static final long START = 978_307_200L;

	static Row of(int index) {
		return new Row(index, Instant.ofEpochSecond(START + index), index * 0.25, index % 1000,
				CODES[index % CODES.length], CODES[index / 7 % CODES.length]);
	}

	static Stream<Row> stream(int rows) {
		return IntStream.range(0, rows).mapToObj(Row::of);
	}

}
