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

package io.github.flightspring.http.representation;

import io.github.flightspring.arrow.read.Runs;
import org.apache.arrow.vector.complex.RunEndEncodedVector;

/**
 * Writes the values of runs. Each is repeated for the length of its run.
 */
final class RunEndWriter extends DecodedWriter {

	private final String name;

	private final Runs runs;

	private final ValueWriter values;

	RunEndWriter(RunEndEncodedVector vector, ValueWriter values) {
		this.name = vector.getName();
		this.runs = Runs.of(vector);
		this.values = values;
	}

	@Override
	int position(int index) {
		int run = this.runs.at(index);
		if (run < 0) {
			throw new IllegalStateException("The runs of column '" + this.name + "' end before value " + index);
		}
		return run;
	}

	@Override
	ValueWriter values(int index) {
		return this.values;
	}

}
