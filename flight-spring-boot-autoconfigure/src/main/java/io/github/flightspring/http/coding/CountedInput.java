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
 * A request body as sent, within its limit.
 */
final class CountedInput extends CountingInput {

	private final long limit;

	CountedInput(InputStream in, long limit) {
		super(in);
		this.limit = limit;
	}

	@Override
	protected void counted(int bytes) {
		if (count() > this.limit) {
			throw tooLarge(this.limit);
		}
	}

	static HttpProblem tooLarge(long limit) {
		return new HttpProblem(413, "The body has more than the limit of %d bytes".formatted(limit));
	}

	@Override
	public int available() {
		return 0;
	}

	@Override
	public void close() {
		// the container owns the request
	}

}
