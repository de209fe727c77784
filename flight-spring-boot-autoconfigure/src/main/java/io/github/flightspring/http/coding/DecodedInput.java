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

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.internal.CountingInput;

/**
 * A decoded body within its limits. A body that expands by more than the allowed ratio is
 * refused as a decompression bomb, long before it reaches its size limit.
 */
public final class DecodedInput extends CountingInput {

	private static final long HARMLESS = 16 << 20;

	private final CountedInput wire;

	private final BodyLimits limits;

	private final boolean coded;

	private final UnaryOperator<HttpProblem> failed;

	/**
	 * Create the input.
	 * @param decoded the decoded body
	 * @param wire the body as sent
	 * @param coded whether the body has a coding
	 * @param limits the limits
	 * @param failed receives a problem with the body and returns the problem to throw
	 */
	DecodedInput(InputStream decoded, CountedInput wire, boolean coded, BodyLimits limits,
			UnaryOperator<HttpProblem> failed) {
		super(decoded);
		this.wire = wire;
		this.coded = coded;
		this.limits = limits;
		this.failed = failed;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		try {
			return super.read(buffer, offset, length);
		}
		catch (HttpProblem ex) {
			throw this.failed.apply(ex);
		}
		catch (IOException ex) {
			throw this.failed
				.apply(new HttpProblem(400, "The body does not match its Content-Encoding, or was cut off"));
		}
	}

	@Override
	protected void counted(int bytes) {
		if (count() > this.limits.decoded()) {
			throw new HttpProblem(413,
					"The decoded body has more than the limit of %d bytes".formatted(this.limits.decoded()));
		}
		if (this.coded && count() > HARMLESS && count() / this.limits.ratio() > Math.max(1, this.wire.count())) {
			throw new HttpProblem(413,
					"The decoded body has more than %d times the bytes that were sent".formatted(this.limits.ratio()));
		}
	}

}
