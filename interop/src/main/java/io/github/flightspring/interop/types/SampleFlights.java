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

package io.github.flightspring.interop.types;

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A flight for each type: three batches, of which the second one is empty.
 */
@FlightEndpoint("types")
class SampleFlights {

	@DoGet("{type}")
	void sample(String type, BufferAllocator allocator, FlightSink sink) {
		try (Sample sample = new Sample(type, allocator)) {
			sink.start(sample.root(), sample.dictionaries());
			for (int batch = 0; batch < sample.batches(); batch++) {
				sample.load(batch);
				sink.write(sample.root());
			}
		}
	}

	@DoAction(type = "types", description = "The types that Arrow's Java library has")
	Stream<String> types() {
		return SampleTypes.names().stream();
	}

}
