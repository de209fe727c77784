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

import java.io.IOException;
import java.util.List;

import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.negotiation.ContentCoding;
import io.github.flightspring.http.negotiation.Negotiated;
import io.github.flightspring.http.negotiation.Representation;
import io.github.flightspring.query.engine.StoredResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * Sends a stored query result, or a part of it. An interrupted download can continue as
 * long as the result is the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, Range
 * Requests</a>
 */
final class StoredResponse {

	private StoredResponse() {
	}

	/**
	 * Whether a request has a {@code Range}, {@code If-None-Match} or {@code If-Range}
	 * header.
	 */
	static boolean isConditional(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.RANGE) != null || request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
				|| request.getHeader(HttpHeaders.IF_RANGE) != null;
	}

	/**
	 * Whether {@code If-Range} or {@code If-None-Match} of a request names a result.
	 */
	static boolean isNamed(HttpServletRequest request, String id) {
		return etag(id).equals(request.getHeader(HttpHeaders.IF_RANGE))
				|| tags(request.getHeader(HttpHeaders.IF_NONE_MATCH)).contains(etag(id));
	}

	private static String etag(String id) {
		return "\"" + id + "\"";
	}

	private static List<String> tags(@Nullable String header) {
		return (header != null) ? List.of(header.replace("W/", "").strip().split("\\s*,\\s*")) : List.of();
	}

	/**
	 * Send a result, if its bytes match the negotiated representation. If it is not
	 * certain that the client has a part of this result, the result is sent from the
	 * start.
	 */
	static boolean send(StoredResult result, boolean certain, Negotiated negotiated, DownloadHeaders headers,
			HttpExchange exchange) throws IOException {
		boolean same = negotiated.representation() == Representation.ARROW_STREAM
				&& negotiated.coding() == ContentCoding.IDENTITY && (!result.isCompressed() || negotiated.readsZstd());
		if (!same) {
			return false;
		}
		HttpServletRequest request = exchange.request();
		HttpServletResponse response = exchange.response();
		String etag = etag(result.id());
		DownloadHeaders known = new DownloadHeaders(
				new Negotiated(negotiated.representation(), negotiated.coding(), result.isCompressed(), true),
				headers.boundary(), headers.disposition());
		known.send(exchange, etag);
		if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return true;
		}
		HttpRange range = range(request, etag);
		if (range != null && !certain && range.getRangeStart(result.length()) > 0) {
			range = null;
		}
		long from = 0;
		long count = result.length();
		if (range != null) {
			from = start(range, result.length());
			count = Math.min(range.getRangeEnd(result.length()), result.length() - 1) - from + 1;
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader(HttpHeaders.CONTENT_RANGE,
					"bytes %d-%d/%d".formatted(from, from + count - 1, result.length()));
		}
		exchange.length(count);
		result.copy(from, count, new CountedOutput(exchange.output(), exchange.running()));
		if (range == null) {
			result.segments().forEach((segment) -> exchange.running().batchSent(segment.rows()));
		}
		return true;
	}

	private static boolean matches(@Nullable String header, String etag) {
		return header != null && (header.strip().equals("*") || tags(header).contains(etag));
	}

	/**
	 * The requested range. Several ranges, or an invalid range, are answered with the
	 * whole result.
	 */
	private static @Nullable HttpRange range(HttpServletRequest request, String etag) {
		String header = request.getHeader(HttpHeaders.RANGE);
		String condition = request.getHeader(HttpHeaders.IF_RANGE);
		if (header == null || (condition != null && !condition.strip().equals(etag))) {
			return null;
		}
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(header);
			return (ranges.size() == 1) ? ranges.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static long start(HttpRange range, long length) {
		long start = range.getRangeStart(length);
		if (start >= length) {
			throw new HttpProblem(416, "The result has %d bytes".formatted(length)).header(HttpHeaders.CONTENT_RANGE,
					"bytes */" + length);
		}
		return start;
	}

}
