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

package io.github.flightspring.benchmarks.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times of single calls, in nanoseconds.
 */
final class Latencies {

	private Latencies() {
	}

	static String json(double seconds, List<long[]> streams) {
		long[] all = streams.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		return String.format(Locale.ROOT, "{\"seconds\": %.6f, \"calls\": %d, \"p50_us\": %.1f, \"p99_us\": %.1f}",
				seconds, all.length, micros(all, 0.5), micros(all, 0.99));
	}

	private static double micros(long[] sorted, double quantile) {
		return (sorted.length > 0) ? sorted[(int) (quantile * (sorted.length - 1))] / 1e3 : 0;
	}

}
