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

package io.github.flightspring.http.negotiation;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A coding of a whole response.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110,
 * Accept-Encoding</a>
 */
public enum ContentCoding {

	/**
	 * Zstandard.
	 */
	ZSTD("zstd"),

	/**
	 * gzip.
	 */
	GZIP("gzip"),

	/**
	 * Deflate in the zlib format.
	 */
	DEFLATE("deflate"),

	/**
	 * No coding.
	 */
	IDENTITY("identity");

	private static final String HEADER = "Accept-Encoding";

	private final String token;

	ContentCoding(String token) {
		this.token = token;
	}

	/**
	 * The token of this coding in headers.
	 * @return the token
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Choose the coding of a response: the one that the client prefers. Among equally
	 * preferred codings, the first one of this enum wins. Without the header the response
	 * is not coded, because clients that do not send it do not decode.
	 * @param request the request
	 * @param compressible whether the response may be compressed
	 * @return the coding
	 * @throws HttpProblem 406 if the client accepts none of the codings
	 */
	public static ContentCoding choose(HttpServletRequest request, boolean compressible) {
		List<String> headers = Collections.list(request.getHeaders(HEADER));
		if (headers.isEmpty()) {
			return IDENTITY;
		}
		List<Quality> wanted = Quality.parse(String.join(",", headers));
		ContentCoding best = IDENTITY;
		double bestQuality = identity(wanted);
		for (ContentCoding coding : compressible ? values() : new ContentCoding[0]) {
			double quality = (coding != IDENTITY) ? coding.quality(wanted).orElse(0) : 0;
			if (quality > bestQuality || (quality == bestQuality && quality > 0 && best == IDENTITY)) {
				best = coding;
				bestQuality = quality;
			}
		}
		if (bestQuality == 0 && refusesIdentity(wanted)) {
			throw new HttpProblem(406,
					("'%s' accepts no coding of the response. There are zstd, gzip, deflate and identity, "
							+ "and identity alone for multipart/mixed")
						.formatted(InvalidMessages.shown(String.join(",", headers))));
		}
		return best;
	}

	private static double identity(List<Quality> wanted) {
		return IDENTITY.quality(wanted).orElse(0);
	}

	private static boolean refusesIdentity(List<Quality> wanted) {
		OptionalDouble named = IDENTITY.quality(wanted);
		OptionalDouble any = named.isPresent() ? named : quality(wanted, "*");
		return any.isPresent() && any.getAsDouble() == 0;
	}

	private OptionalDouble quality(List<Quality> wanted) {
		OptionalDouble named = quality(wanted, this.token);
		return (named.isPresent() || this != GZIP) ? named : quality(wanted, "x-gzip");
	}

	private static OptionalDouble quality(List<Quality> wanted, String name) {
		return wanted.stream().filter((each) -> each.name().equals(name)).mapToDouble(Quality::value).max();
	}

}
