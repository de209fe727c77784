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

package io.github.flightspring.http;

import java.util.Set;

import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;

/**
 * Checks of cross-origin requests. A cross-origin request that may change something is
 * refused, unless the application's CORS configuration allows the origin. The reason is
 * that browsers add stored credentials to such requests. If the origin is allowed, the
 * response also exposes the headers that scripts need to read rows.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class CrossOrigin {

	private static final String EXPOSED = String.join(", ", HttpHeaders.CONTENT_DISPOSITION,
			HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG,
			HttpHeaders.ACCEPT_RANGES, HttpHeaders.RETRY_AFTER);

	private static final String SITE = "Sec-Fetch-Site";

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private CrossOrigin() {
	}

	/**
	 * Refuse a cross-origin request that may change something. Either {@code
	 * Sec-Fetch-Site} or {@code Origin} is enough to refuse it.
	 * @param request the request, after the filters that handle proxies
	 * @param response the response, which says whether CORS allows the request
	 * @throws HttpProblem if it is refused
	 */
	static void check(HttpServletRequest request, HttpServletResponse response) {
		if (!SAFE_METHODS.contains(request.getMethod()) && isForeign(request)
				&& !response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
			throw new HttpProblem(403, "The request comes from a page of another origin. "
					+ "Allow its origin in the application's CORS configuration");
		}
	}

	// browsers send Sec-Fetch-Site over TLS and to the local machine, otherwise only
	// Origin; other clients send neither
	private static boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader(SITE);
		return (site != null && !OWN_SITES.contains(site)) || CorsUtils.isCorsRequest(request);
	}

	static void expose(HttpServletResponse response) {
		if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
				&& !response.containsHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
		}
	}

}
