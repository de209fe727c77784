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

package io.github.flightspring.http.coding;

import java.io.InputStream;

import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.internal.CountingInput;

/**
 * The output of one coding of a body, which is the input of the next one. Decoding costs
 * time even if the result is empty, as with empty gzip members. Coded data hardly shrinks
 * under another coding. A stage that expands its input too much is therefore refused as a
 * decompression bomb.
 */
final class StageInput extends CountingInput {

	private static final long HARMLESS = 1 << 20;

	private static final int MOST_TIMES = 10;

	private final CountedInput wire;

	private final BodyLimits limits;

	StageInput(InputStream decoded, CountedInput wire, BodyLimits limits) {
		super(decoded);
		this.wire = wire;
		this.limits = limits;
	}

	@Override
	protected void counted(int bytes) {
		if (count() > this.limits.decoded()) {
			throw new HttpProblem(413, "The body has more than the limit of %d bytes between its codings"
				.formatted(this.limits.decoded()));
		}
		int times = Math.min(MOST_TIMES, this.limits.ratio());
		if (count() > HARMLESS && count() / times > this.wire.count()) {
			throw new HttpProblem(413,
					"Between its codings the body has more than %d times the bytes that were sent".formatted(times));
		}
	}

	@Override
	public int available() {
		return 0;
	}

}
