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
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The limits of a request's body.
 *
 * @param wire the largest body in bytes as sent
 * @param decoded the largest body in bytes after decoding
 * @param ratio the largest expansion of a body above 16 MiB: its decoded bytes divided by
 * the bytes that were sent
 */
public record BodyLimits(long wire, long decoded, int ratio) {

	/**
	 * Open the body of a request, decoded and limited. The method reads no bytes, so that
	 * a client that waits for {@code 100 Continue} still waits.
	 * @param request the request
	 * @param body its body
	 * @param failed receives a problem with the body and returns the problem to throw
	 * @return the body
	 * @throws HttpProblem 413 if the request's declared length exceeds the limit, 415 if
	 * its coding is not supported
	 */
	public InputStream open(HttpServletRequest request, InputStream body, UnaryOperator<HttpProblem> failed) {
		List<String> codings = InputCodings.of(request);
		if (request.getContentLengthLong() > this.wire) {
			throw CountedInput.tooLarge(this.wire);
		}
		CountedInput counted = new CountedInput(body, this.wire);
		InputStream decoded = codings.isEmpty() ? counted
				: new LazyInput(() -> InputCodings.decode(codings, counted, this));
		return new DecodedInput(decoded, counted, !codings.isEmpty(), this, failed);
	}

}
