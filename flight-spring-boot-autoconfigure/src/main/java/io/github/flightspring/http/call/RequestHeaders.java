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

package io.github.flightspring.http.call;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The headers and query parameters of a request. Parameters come from the query only:
 * reading the request's parameters could read a form, and so the body.
 */
final class RequestHeaders {

	private static final String BINARY = "-bin";

	private RequestHeaders() {
	}

	static CallHeaders of(HttpServletRequest request) {
		FlightCallHeaders headers = new FlightCallHeaders();
		for (String name : Collections.list(request.getHeaderNames())) {
			String key = name.toLowerCase(Locale.ROOT);
			for (String value : Collections.list(request.getHeaders(name))) {
				insert(headers, key, value);
			}
		}
		return headers;
	}

	private static void insert(FlightCallHeaders headers, String key, String value) {
		if (!key.endsWith(BINARY)) {
			headers.insert(key, value);
			return;
		}
		try {
			headers.insert(key, Base64.getMimeDecoder().decode(value));
		}
		catch (IllegalArgumentException ex) {
			throw new HttpProblem(400, "The header '%s' is not Base64".formatted(key));
		}
	}

	static Map<String, List<String>> parameters(HttpServletRequest request) {
		if (request.getQueryString() == null) {
			return Map.of();
		}
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
			.query(request.getQueryString())
			.build()
			.getQueryParams();
		query.forEach((name, values) -> parameters.put(QueryText.decode(name), decode(values)));
		return Collections.unmodifiableMap(parameters);
	}

	private static List<String> decode(List<String> values) {
		List<String> decoded = new ArrayList<>();
		values.forEach((value) -> decoded.add((value != null) ? QueryText.decode(value) : ""));
		return List.copyOf(decoded);
	}

}
