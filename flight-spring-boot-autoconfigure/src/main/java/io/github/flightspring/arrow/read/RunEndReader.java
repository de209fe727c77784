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

package io.github.flightspring.arrow.read;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;

/**
 * Reads a column of runs of equal values.
 */
final class RunEndReader extends ColumnReader {

	private final Runs runs;

	private final ColumnReader values;

	RunEndReader(ReadSource source, RunEndEncodedVector runs, ColumnReader values) {
		super(source);
		if (!(runs.getRunEndsVector() instanceof BaseIntVector ends)) {
			throw source.refuse("run ends that are integers");
		}
		this.runs = new Runs(ends, runs.getValuesVector());
		this.values = values;
	}

	@Override
	boolean isNull(int row) {
		return this.values.isNull(run(row));
	}

	@Override
	long getLong(int row) {
		return this.values.getLong(run(row));
	}

	@Override
	double getDouble(int row) {
		return this.values.getDouble(run(row));
	}

	@Override
	long size() {
		return this.values.size();
	}

	@Override
	Object get(int row) {
		return this.values.get(run(row));
	}

	private int run(int row) {
		int run = this.runs.at(row);
		if (run < 0) {
			throw failure("its runs end before this row", null);
		}
		return run;
	}

}
